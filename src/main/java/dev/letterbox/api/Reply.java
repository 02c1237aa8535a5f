package dev.letterbox.api;

import dev.letterbox.api.internal.Copyable;
import java.util.Collection;
import java.util.List;

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
 */
public final class Reply {

  private final Values values;

  private Reply(Values values) {
    this.values = values;
  }

  /** A reply to this message, without a sender. */
  public static Reply to(long messageId) {
    return new Reply(new Values().with(copy -> copy.parent = messageId));
  }

  /** Id of the message that it replies to, which the sender has received. */
  public long parent() {
    return values.parent;
  }

  /** Name of the user who replies. */
  public String sender() {
    return values.sender;
  }

  public Reply by(String sender) {
    return new Reply(values.with(copy -> copy.sender = sender));
  }

  /**
   * One line, 1 to {@value NewMessage#MAX_SUBJECT_LENGTH} characters; null for that of the parent
   * with {@code Re:}.
   */
  public String subject() {
    return values.subject;
  }

  public Reply subject(String subject) {
    return new Reply(values.with(copy -> copy.subject = subject));
  }

  /** Any length, may be empty. */
  public String body() {
    return values.body;
  }

  public Reply body(String body) {
    return new Reply(values.with(copy -> copy.body = body));
  }

  /** Names of users who receive the same text; duplicates and the recipient count once. */
  public List<String> copies() {
    return values.copies;
  }

  public Reply copies(String... names) {
    return copies(List.of(names));
  }

  public Reply copies(Collection<String> names) {
    return new Reply(values.with(copy -> copy.copies = List.copyOf(names)));
  }

  /** Whether the recipients are notified. */
  public boolean notifyRecipients() {
    return values.notifyRecipients;
  }

  public Reply notifyRecipients(boolean notifyRecipients) {
    return new Reply(values.with(copy -> copy.notifyRecipients = notifyRecipients));
  }

  /** Whether the sender's side is put into the archives instead of the sent folder. */
  public boolean autoArchive() {
    return values.autoArchive;
  }

  public Reply autoArchive(boolean autoArchive) {
    return new Reply(values.with(copy -> copy.autoArchive = autoArchive));
  }

  /** Whether the sender's side is put into the trash instead of the sent folder. */
  public boolean autoDelete() {
    return values.autoDelete;
  }

  public Reply autoDelete(boolean autoDelete) {
    return new Reply(values.with(copy -> copy.autoDelete = autoDelete));
  }

  /** Whether the sender wrote it in person, see {@link NewMessage#asUser()}. */
  public boolean byUser() {
    return values.byUser;
  }

  public Reply asUser() {
    return new Reply(values.with(copy -> copy.byUser = true));
  }

  /** Auto-moderators that rate it, see {@link NewMessage#moderators()}. */
  public List<AutoModerator> moderators() {
    return values.moderators;
  }

  public Reply moderatedBy(AutoModerator... moderators) {
    return new Reply(values.with(copy -> copy.moderators = List.of(moderators)));
  }

  private static final class Values extends Copyable<Values> {
    private long parent;
    private String sender;
    private String subject;
    private String body = "";
    private List<String> copies = List.of();
    private boolean notifyRecipients = true;
    private boolean autoArchive;
    private boolean autoDelete;
    private boolean byUser;
    private List<AutoModerator> moderators = List.of();
  }
}
