package dev.letterbox.api;

import dev.letterbox.api.internal.Copyable;
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
 * deleted, no auto-moderators. Follows <i>write</i> of django-postman's internal API.
 */
public final class NewMessage {

  /** Maximum number of characters of a subject. */
  public static final int MAX_SUBJECT_LENGTH = 120;

  /**
   * Maximum length of a body or the text of a notice, in characters; for what users and visitors
   * write the setting {@code letterbox.messages.max-length} applies.
   */
  public static final int MAX_BODY_LENGTH = 1_000_000;

  private final Values values;

  private NewMessage(Values values) {
    this.values = values;
  }

  /** A message of this user, without recipients and subject. */
  public static NewMessage from(String sender) {
    return new NewMessage(new Values().with(copy -> copy.sender = sender));
  }

  /**
   * A message of a visitor, who has no account, to one user, as {@link #asUser()}. No user sees the
   * address. When the recipient is unknown, inactive or refused by a filter, the message is stored
   * as rejected and no error is reported, so that visitors can't find out who has an account.
   */
  public static NewMessage fromVisitor(String email) {
    return new NewMessage(new Values().with(copy -> copy.visitor = email))
        .autoDelete(true)
        .asUser();
  }

  /** Name of the sending user, 1 to 255 characters; null for a visitor. */
  public String sender() {
    return values.sender;
  }

  /** E-mail address of the visitor who writes; null when a user does. */
  public String visitor() {
    return values.visitor;
  }

  /** Names of users, at least one; duplicates count once; exactly one for a visitor. */
  public List<String> recipients() {
    return values.recipients;
  }

  public NewMessage to(String... names) {
    return to(List.of(names));
  }

  public NewMessage to(Collection<String> names) {
    return new NewMessage(values.with(copy -> copy.recipients = List.copyOf(names)));
  }

  /** One line, 1 to {@value #MAX_SUBJECT_LENGTH} characters; surrounding blanks are removed. */
  public String subject() {
    return values.subject;
  }

  public NewMessage subject(String subject) {
    return new NewMessage(values.with(copy -> copy.subject = subject));
  }

  /** Any length, may be empty. */
  public String body() {
    return values.body;
  }

  public NewMessage body(String body) {
    return new NewMessage(values.with(copy -> copy.body = body));
  }

  /** Whether the recipients are notified. */
  public boolean notifyRecipients() {
    return values.notifyRecipients;
  }

  public NewMessage notifyRecipients(boolean notifyRecipients) {
    return new NewMessage(values.with(copy -> copy.notifyRecipients = notifyRecipients));
  }

  /** Whether the sender's side is put into the archives instead of the sent folder. */
  public boolean autoArchive() {
    return values.autoArchive;
  }

  public NewMessage autoArchive(boolean autoArchive) {
    return new NewMessage(values.with(copy -> copy.autoArchive = autoArchive));
  }

  /** Whether the sender's side is put into the trash instead of the sent folder. */
  public boolean autoDelete() {
    return values.autoDelete;
  }

  public NewMessage autoDelete(boolean autoDelete) {
    return new NewMessage(values.with(copy -> copy.autoDelete = autoDelete));
  }

  /** Whether the sender wrote it in person, so that the limits of users apply. */
  public boolean byUser() {
    return values.byUser;
  }

  /**
   * The limits of users apply: filters, the maximum number of recipients, and moderation by all
   * auto-moderators.
   */
  public NewMessage asUser() {
    return new NewMessage(values.with(copy -> copy.byUser = true));
  }

  /**
   * Auto-moderators that rate it, in this order; without any it is accepted, unless {@link
   * #byUser}.
   */
  public List<AutoModerator> moderators() {
    return values.moderators;
  }

  public NewMessage moderatedBy(AutoModerator... moderators) {
    return new NewMessage(values.with(copy -> copy.moderators = List.of(moderators)));
  }

  /** Without the body and the address of a visitor, so that logs do not contain them. */
  @Override
  public String toString() {
    return "NewMessage[sender="
        + sender()
        + ", recipients="
        + recipients()
        + ", subject="
        + subject()
        + "]";
  }

  private static final class Values extends Copyable<Values> {
    private String sender;
    private String visitor;
    private List<String> recipients = List.of();
    private String subject;
    private String body = "";
    private boolean notifyRecipients = true;
    private boolean autoArchive;
    private boolean autoDelete;
    private boolean byUser;
    private List<AutoModerator> moderators = List.of();
  }
}
