package dev.letterbox.api;

import dev.letterbox.api.spi.AutoModerator;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/**
 * A reply to be written, built fluently:
 *
 * <pre>{@code
 * messages.reply(Reply.to(17).by("bob").body("With pleasure."));
 * }</pre>
 *
 * <p>It goes to whoever wrote the message that it replies to. Defaults: the subject of that message
 * with {@code Re:} before it, empty body, no copies, recipients are notified, the sender's side is
 * neither archived nor deleted. Follows the replies of django-postman.
 *
 * @param parent id of the message that it replies to: one that the sender received
 * @param sender name of the user who replies
 * @param subject one line, 1 to 120 characters; null for that of the message with {@code Re:}
 * @param body any length, may be empty
 * @param copies names of users who get the same; a name given twice, or that of the user who is
 *     replied to, counts once
 * @param notifyRecipients whether the recipients are notified
 * @param autoArchive whether the sender's side is archived at once
 * @param autoDelete whether the sender's side is deleted at once
 * @param byUser whether its sender wrote it himself, so that what limits users holds
 * @param moderators who decides whether it is accepted; nobody: it is, unless {@code byUser}
 */
public record Reply(
    long parent,
    String sender,
    String subject,
    String body,
    List<String> copies,
    boolean notifyRecipients,
    boolean autoArchive,
    boolean autoDelete,
    boolean byUser,
    List<AutoModerator> moderators) {

  public Reply {
    copies = copies == null ? List.of() : NullTolerantCopies.of(copies);
    moderators = List.copyOf(moderators);
  }

  /** A reply to this message, without a sender as yet. */
  public static Reply to(long messageId) {
    return new Reply(messageId, null, null, "", List.of(), true, false, false, false, List.of());
  }

  public Reply by(String name) {
    return new Reply(
        parent,
        name,
        subject,
        body,
        copies,
        notifyRecipients,
        autoArchive,
        autoDelete,
        byUser,
        moderators);
  }

  public Reply subject(String text) {
    return new Reply(
        parent,
        sender,
        text,
        body,
        copies,
        notifyRecipients,
        autoArchive,
        autoDelete,
        byUser,
        moderators);
  }

  public Reply body(String text) {
    return new Reply(
        parent,
        sender,
        subject,
        text,
        copies,
        notifyRecipients,
        autoArchive,
        autoDelete,
        byUser,
        moderators);
  }

  public Reply copies(String... names) {
    return copies(Arrays.asList(names));
  }

  public Reply copies(Collection<String> names) {
    return new Reply(
        parent,
        sender,
        subject,
        body,
        NullTolerantCopies.of(names),
        notifyRecipients,
        autoArchive,
        autoDelete,
        byUser,
        moderators);
  }

  /** Nobody is notified of it; it is delivered all the same. */
  public Reply withoutNotification() {
    return new Reply(
        parent, sender, subject, body, copies, false, autoArchive, autoDelete, byUser, moderators);
  }

  /** The sender finds it in the archives instead of the sent folder. */
  public Reply archivedForSender() {
    return new Reply(
        parent,
        sender,
        subject,
        body,
        copies,
        notifyRecipients,
        true,
        autoDelete,
        byUser,
        moderators);
  }

  /** The sender finds it in the trash instead of the sent folder. */
  public Reply deletedForSender() {
    return new Reply(
        parent,
        sender,
        subject,
        body,
        copies,
        notifyRecipients,
        autoArchive,
        true,
        byUser,
        moderators);
  }

  /** As {@link NewMessage#asUser()}: what limits users holds. */
  public Reply asUser() {
    return new Reply(
        parent,
        sender,
        subject,
        body,
        copies,
        notifyRecipients,
        autoArchive,
        autoDelete,
        true,
        moderators);
  }

  /** These decide whether it is accepted, in this order. */
  public Reply moderatedBy(AutoModerator... chain) {
    return new Reply(
        parent,
        sender,
        subject,
        body,
        copies,
        notifyRecipients,
        autoArchive,
        autoDelete,
        byUser,
        List.of(chain));
  }
}
