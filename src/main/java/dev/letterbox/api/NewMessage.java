package dev.letterbox.api;

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
 * @param sender name of the user who writes, 1 to 255 characters
 * @param recipients names of users; at least one, a name given twice counts once
 * @param subject one line, 1 to 120 characters; blanks around it are cut off
 * @param body any length, may be empty
 * @param notification whether the recipients are notified
 * @param autoArchive whether the sender's side is archived at once
 * @param autoDelete whether the sender's side is deleted at once
 */
public record NewMessage(
    String sender,
    List<String> recipients,
    String subject,
    String body,
    boolean notification,
    boolean autoArchive,
    boolean autoDelete) {

  public NewMessage {
    recipients = recipients == null ? List.of() : Copies.of(recipients);
  }

  /** A message of this user, without recipients, subject and body as yet. */
  public static NewMessage from(String sender) {
    return new NewMessage(sender, List.of(), null, "", true, false, false);
  }

  public NewMessage to(String... names) {
    return to(Arrays.asList(names));
  }

  public NewMessage to(Collection<String> names) {
    return new NewMessage(
        sender, Copies.of(names), subject, body, notification, autoArchive, autoDelete);
  }

  public NewMessage subject(String text) {
    return new NewMessage(sender, recipients, text, body, notification, autoArchive, autoDelete);
  }

  public NewMessage body(String text) {
    return new NewMessage(sender, recipients, subject, text, notification, autoArchive, autoDelete);
  }

  /** Nobody is notified of it; it is delivered all the same. */
  public NewMessage withoutNotification() {
    return new NewMessage(sender, recipients, subject, body, false, autoArchive, autoDelete);
  }

  /** The sender finds it in the archives instead of the sent folder. */
  public NewMessage archivedForSender() {
    return new NewMessage(sender, recipients, subject, body, notification, true, autoDelete);
  }

  /** The sender finds it in the trash instead of the sent folder. */
  public NewMessage deletedForSender() {
    return new NewMessage(sender, recipients, subject, body, notification, autoArchive, true);
  }
}
