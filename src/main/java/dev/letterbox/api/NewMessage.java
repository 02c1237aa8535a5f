package dev.letterbox.api;

import dev.letterbox.api.spi.AutoModerator;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/**
 * A message to be written, built fluently:
 *
 * <pre>{@code
 * messages.write(NewMessage.from("alice").to("bob").subject("Lunch?").body("At noon."));
 * }</pre>
 *
 * <p>Defaults: empty body, recipients are notified, the sender's side is neither archived nor
 * deleted. Follows <i>write</i> of django-postman's internal API.
 *
 * @param sender name of the user who writes, 1 to 255 characters; null for a visitor
 * @param recipients names of users; at least one, a name given twice counts once; exactly one for a
 *     visitor
 * @param subject one line, 1 to 120 characters; blanks around it are cut off
 * @param body any length, may be empty
 * @param notifyRecipients whether the recipients are notified
 * @param autoArchive whether the sender's side is archived at once
 * @param autoDelete whether the sender's side is deleted at once
 * @param byUser whether its sender wrote it himself, so that what limits users holds
 * @param moderators who decides whether it is accepted; nobody: it is, unless {@code byUser}
 * @param visitor e-mail address of the visitor who writes; null when a user does
 */
public record NewMessage(
    String sender,
    List<String> recipients,
    String subject,
    String body,
    boolean notifyRecipients,
    boolean autoArchive,
    boolean autoDelete,
    boolean byUser,
    List<AutoModerator> moderators,
    String visitor) {

  public NewMessage {
    recipients = recipients == null ? List.of() : NullTolerantCopies.of(recipients);
    moderators = List.copyOf(moderators);
  }

  /** A message of this user, without recipients, subject and body as yet. */
  public static NewMessage from(String sender) {
    return new NewMessage(sender, List.of(), null, "", true, false, false, false, List.of(), null);
  }

  /**
   * A message of a visitor, who has no account, to one user, as {@link #asUser()}. Nobody is shown
   * the address. When that user is unknown, inactive or refused by a filter, it is stored as
   * rejected and nobody is told, so that the caller can answer visitors alike.
   */
  public static NewMessage fromVisitor(String email) {
    return new NewMessage(null, List.of(), null, "", true, false, true, true, List.of(), email);
  }

  public NewMessage to(String... names) {
    return to(Arrays.asList(names));
  }

  public NewMessage to(Collection<String> names) {
    return new NewMessage(
        sender,
        NullTolerantCopies.of(names),
        subject,
        body,
        notifyRecipients,
        autoArchive,
        autoDelete,
        byUser,
        moderators,
        visitor);
  }

  public NewMessage subject(String text) {
    return new NewMessage(
        sender,
        recipients,
        text,
        body,
        notifyRecipients,
        autoArchive,
        autoDelete,
        byUser,
        moderators,
        visitor);
  }

  public NewMessage body(String text) {
    return new NewMessage(
        sender,
        recipients,
        subject,
        text,
        notifyRecipients,
        autoArchive,
        autoDelete,
        byUser,
        moderators,
        visitor);
  }

  /** Nobody is notified of it; it is delivered all the same. */
  public NewMessage withoutNotification() {
    return new NewMessage(
        sender,
        recipients,
        subject,
        body,
        false,
        autoArchive,
        autoDelete,
        byUser,
        moderators,
        visitor);
  }

  /** The sender finds it in the archives instead of the sent folder. */
  public NewMessage archivedForSender() {
    return new NewMessage(
        sender,
        recipients,
        subject,
        body,
        notifyRecipients,
        true,
        autoDelete,
        byUser,
        moderators,
        visitor);
  }

  /** The sender finds it in the trash instead of the sent folder. */
  public NewMessage deletedForSender() {
    return new NewMessage(
        sender,
        recipients,
        subject,
        body,
        notifyRecipients,
        autoArchive,
        true,
        byUser,
        moderators,
        visitor);
  }

  /**
   * Written by its sender himself, not by an application in his name: what limits users holds, that
   * is the filters, the most recipients, and moderation by all auto-moderators.
   */
  public NewMessage asUser() {
    return new NewMessage(
        sender,
        recipients,
        subject,
        body,
        notifyRecipients,
        autoArchive,
        autoDelete,
        true,
        moderators,
        visitor);
  }

  /** These decide whether it is accepted, in this order. */
  public NewMessage moderatedBy(AutoModerator... chain) {
    return new NewMessage(
        sender,
        recipients,
        subject,
        body,
        notifyRecipients,
        autoArchive,
        autoDelete,
        byUser,
        List.of(chain),
        visitor);
  }

  /** Everything but the body and the address of a visitor, so that they get into no log. */
  @Override
  public String toString() {
    return "NewMessage[sender="
        + sender
        + ", recipients="
        + recipients
        + ", subject="
        + subject
        + ", byUser="
        + byUser
        + ", byVisitor="
        + (visitor != null)
        + "]";
  }
}
