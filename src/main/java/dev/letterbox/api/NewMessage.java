package dev.letterbox.api;

import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;

/**
 * A message to be written, built fluently:
 *
 * <pre>{@code
 * messages.write(NewMessage.from("alice").to("bob").subject("Lunch?").body("At noon."));
 * }</pre>
 *
 * <p>Defaults: empty body, recipients are notified, the sender's side is neither archived nor
 * deleted, no auto-moderators. Follows <i>write</i> of django-postman's internal API.
 *
 * @param sender name of the sending user, 1 to 255 characters; null for a visitor
 * @param recipients names of users, at least one; duplicates count once; exactly one for a visitor
 * @param subject one line, 1 to {@value #MAX_SUBJECT_LENGTH} characters; surrounding blanks are
 *     removed
 * @param body any length, may be empty
 * @param notifyRecipients whether the recipients are notified
 * @param autoArchive whether the sender's side is archived at once
 * @param autoDelete whether the sender's side is deleted at once
 * @param byUser whether the sender wrote it in person, so that the limits of users apply
 * @param moderators auto-moderators of this message; without any it is accepted, unless {@code
 *     byUser}
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

  /** Maximum number of characters of a subject. */
  public static final int MAX_SUBJECT_LENGTH = 120;

  /**
   * @throws NullPointerException if a list is or contains null
   */
  public NewMessage {
    recipients = List.copyOf(recipients);
    moderators = List.copyOf(moderators);
  }

  /** A message of this user, without recipients and subject. */
  public static NewMessage from(String sender) {
    return new NewMessage(sender, List.of(), null, "", true, false, false, false, List.of(), null);
  }

  /**
   * A message of a visitor, who has no account, to one user, as {@link #asUser()}. No user sees the
   * address. When the recipient is unknown, inactive or refused by a filter, the message is stored
   * as rejected and no error is reported, so that visitors can't find out who has an account.
   */
  public static NewMessage fromVisitor(String email) {
    return new NewMessage(null, List.of(), null, "", true, false, true, true, List.of(), email);
  }

  public NewMessage to(String... names) {
    return to(List.of(names));
  }

  public NewMessage to(Collection<String> names) {
    return with(copy -> copy.recipients = List.copyOf(names));
  }

  public NewMessage subject(String text) {
    return with(copy -> copy.subject = text);
  }

  public NewMessage body(String text) {
    return with(copy -> copy.body = text);
  }

  /** Delivers it without notifying the recipients. */
  public NewMessage withoutNotification() {
    return with(copy -> copy.notifyRecipients = false);
  }

  /** Puts the sender's side into the archives instead of the sent folder. */
  public NewMessage archivedForSender() {
    return with(copy -> copy.autoArchive = true);
  }

  /** Puts the sender's side into the trash instead of the sent folder. */
  public NewMessage deletedForSender() {
    return with(copy -> copy.autoDelete = true);
  }

  /**
   * The sender wrote it in person. The limits of users apply: filters, the maximum number of
   * recipients, and moderation by all auto-moderators.
   */
  public NewMessage asUser() {
    return with(copy -> copy.byUser = true);
  }

  /** These auto-moderators rate it, in this order. */
  public NewMessage moderatedBy(AutoModerator... chain) {
    return with(copy -> copy.moderators = List.of(chain));
  }

  private NewMessage with(Consumer<Copy> change) {
    Copy copy = new Copy(this);
    change.accept(copy);
    return new NewMessage(
        sender,
        copy.recipients,
        copy.subject,
        copy.body,
        copy.notifyRecipients,
        copy.autoArchive,
        copy.autoDelete,
        copy.byUser,
        copy.moderators,
        visitor);
  }

  private static final class Copy {

    private List<String> recipients;
    private String subject;
    private String body;
    private boolean notifyRecipients;
    private boolean autoArchive;
    private boolean autoDelete;
    private boolean byUser;
    private List<AutoModerator> moderators;

    private Copy(NewMessage original) {
      recipients = original.recipients;
      subject = original.subject;
      body = original.body;
      notifyRecipients = original.notifyRecipients;
      autoArchive = original.autoArchive;
      autoDelete = original.autoDelete;
      byUser = original.byUser;
      moderators = original.moderators;
    }
  }

  /** Without the body and the address of a visitor, so that logs do not contain them. */
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
