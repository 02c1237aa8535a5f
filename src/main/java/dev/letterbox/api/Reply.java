package dev.letterbox.api;

import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;

/**
 * A reply to be written, built fluently:
 *
 * <pre>{@code
 * messages.reply(Reply.to(17).by("bob").body("With pleasure."));
 * }</pre>
 *
 * <p>Its recipient is the sender of the message that it replies to. Defaults: the subject of that
 * message with {@code Re:} before it, empty body, no copies, recipients are notified, the sender's
 * side is neither archived nor deleted, no auto-moderators. Follows the replies of django-postman.
 *
 * @param parent id of the message that it replies to, which the sender has received
 * @param sender name of the user who replies
 * @param subject one line, 1 to {@value NewMessage#MAX_SUBJECT_LENGTH} characters; null for that of
 *     the parent with {@code Re:}
 * @param body any length, may be empty
 * @param copies names of users who receive the same text; duplicates and the recipient count once
 * @param notifyRecipients whether the recipients are notified
 * @param autoArchive whether the sender's side is archived at once
 * @param autoDelete whether the sender's side is deleted at once
 * @param byUser whether the sender wrote it in person, so that the limits of users apply
 * @param moderators auto-moderators of this reply; without any it is accepted, unless {@code
 *     byUser}
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

  /**
   * @throws NullPointerException if a list is or contains null
   */
  public Reply {
    copies = List.copyOf(copies);
    moderators = List.copyOf(moderators);
  }

  /** A reply to this message, without a sender. */
  public static Reply to(long messageId) {
    return new Reply(messageId, null, null, "", List.of(), true, false, false, false, List.of());
  }

  public Reply by(String name) {
    return with(copy -> copy.sender = name);
  }

  public Reply subject(String text) {
    return with(copy -> copy.subject = text);
  }

  public Reply body(String text) {
    return with(copy -> copy.body = text);
  }

  public Reply copies(String... names) {
    return copies(List.of(names));
  }

  public Reply copies(Collection<String> names) {
    return with(copy -> copy.copies = List.copyOf(names));
  }

  /** Delivers it without notifying the recipients. */
  public Reply withoutNotification() {
    return with(copy -> copy.notifyRecipients = false);
  }

  /** Puts the sender's side into the archives instead of the sent folder. */
  public Reply archivedForSender() {
    return with(copy -> copy.autoArchive = true);
  }

  /** Puts the sender's side into the trash instead of the sent folder. */
  public Reply deletedForSender() {
    return with(copy -> copy.autoDelete = true);
  }

  /** The sender wrote it in person, see {@link NewMessage#asUser()}. */
  public Reply asUser() {
    return with(copy -> copy.byUser = true);
  }

  /** These auto-moderators rate it, in this order. */
  public Reply moderatedBy(AutoModerator... chain) {
    return with(copy -> copy.moderators = List.of(chain));
  }

  private Reply with(Consumer<Copy> change) {
    Copy copy = new Copy(this);
    change.accept(copy);
    return new Reply(
        parent,
        copy.sender,
        copy.subject,
        copy.body,
        copy.copies,
        copy.notifyRecipients,
        copy.autoArchive,
        copy.autoDelete,
        copy.byUser,
        copy.moderators);
  }

  private static final class Copy {

    private String sender;
    private String subject;
    private String body;
    private List<String> copies;
    private boolean notifyRecipients;
    private boolean autoArchive;
    private boolean autoDelete;
    private boolean byUser;
    private List<AutoModerator> moderators;

    private Copy(Reply original) {
      sender = original.sender;
      subject = original.subject;
      body = original.body;
      copies = original.copies;
      notifyRecipients = original.notifyRecipients;
      autoArchive = original.autoArchive;
      autoDelete = original.autoDelete;
      byUser = original.byUser;
      moderators = original.moderators;
    }
  }
}
