package dev.letterbox.message;

import dev.letterbox.api.Broadcast;
import dev.letterbox.api.Level;
import dev.letterbox.api.MessageKind;
import dev.letterbox.api.NewMessage;
import dev.letterbox.api.Notice;
import dev.letterbox.api.Reply;
import dev.letterbox.shared.text.EmailAddress;
import dev.letterbox.shared.text.ValidationErrors;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A text that obeys the rules and is not stored yet; each of its recipients gets a {@link
 * OutgoingMessage}.
 *
 * @param sender null for a notice, and for a visitor
 * @param visitorEmail e-mail address of the visitor who writes or is written to; null for none
 * @param subject null for a notice
 * @param senderArchived whether the sender's side begins archived
 * @param senderDeleted whether the sender's side begins deleted
 * @param sessionId id of the session that it belongs to; null for none
 * @param notifyRecipients whether recipients are notified once it is accepted
 * @param replyTarget what it replies to; null when it begins a conversation
 */
public record MessageContent(
    MessageKind kind,
    String sender,
    String visitorEmail,
    String subject,
    String body,
    int level,
    List<String> tags,
    String view,
    boolean senderArchived,
    boolean senderDeleted,
    String sessionId,
    boolean notifyRecipients,
    ReplyTarget replyTarget) {

  /**
   * What a reply replies to.
   *
   * @param thread id of the conversation's root
   * @param parent id of the message itself
   */
  public record ReplyTarget(long thread, long parent) {}

  /** Length of a subject at most, in characters (code points). */
  static final int MAX_SUBJECT_LENGTH = 120;

  private static final int MAX_TAGS = 20;
  private static final int MAX_TAG_LENGTH = 100;
  private static final int MAX_VIEW_LENGTH = 255;

  static MessageContent of(NewMessage message, ValidationErrors errors) {
    return new MessageContent(
        MessageKind.MESSAGE,
        errors.checkRequiredLine("sender", message.sender(), ValidationErrors.MAX_NAME_LENGTH),
        null,
        errors.checkRequiredLine("subject", message.subject(), MAX_SUBJECT_LENGTH),
        errors.checkText("body", message.body()),
        Level.INFO,
        List.of(),
        "",
        message.autoArchive(),
        message.autoDelete(),
        null,
        message.notifyRecipients(),
        null);
  }

  /** A visitor has no mailbox, so that his side is deleted at once. */
  static MessageContent ofVisitor(NewMessage message, ValidationErrors errors) {
    String visitorEmail = errors.checkText("visitor", message.visitor());
    EmailAddress.check("visitor", visitorEmail, errors);
    if (message.sender() != null) {
      errors.add("sender", "A visitor has no name.");
    }
    return new MessageContent(
        MessageKind.MESSAGE,
        null,
        visitorEmail,
        errors.checkRequiredLine("subject", message.subject(), MAX_SUBJECT_LENGTH),
        errors.checkText("body", message.body()),
        Level.INFO,
        List.of(),
        "",
        false,
        true,
        null,
        message.notifyRecipients(),
        null);
  }

  /** The same, and nobody is notified of it. */
  MessageContent withoutNotification() {
    return new MessageContent(
        kind,
        sender,
        visitorEmail,
        subject,
        body,
        level,
        tags,
        view,
        senderArchived,
        senderDeleted,
        sessionId,
        false,
        replyTarget);
  }

  /**
   * @param subject that of the reply, or what takes its place
   * @param replyTarget what it replies to
   */
  static MessageContent of(
      Reply reply, String subject, ReplyTarget replyTarget, ValidationErrors errors) {
    return new MessageContent(
        MessageKind.MESSAGE,
        errors.checkRequiredLine("sender", reply.sender(), ValidationErrors.MAX_NAME_LENGTH),
        null,
        errors.checkRequiredLine("subject", subject, MAX_SUBJECT_LENGTH),
        errors.checkText("body", reply.body()),
        Level.INFO,
        List.of(),
        "",
        reply.autoArchive(),
        reply.autoDelete(),
        null,
        reply.notifyRecipients(),
        replyTarget);
  }

  /** The same text for this user; for nobody who has an account, when it is null. */
  Envelope envelopeFor(String recipient) {
    return new Envelope(this, recipient);
  }

  /** The same text for a visitor; as it is, when there is none. */
  MessageContent withVisitorEmail(String email) {
    return new MessageContent(
        kind,
        sender,
        email,
        subject,
        body,
        level,
        tags,
        view,
        senderArchived,
        senderDeleted,
        sessionId,
        notifyRecipients,
        replyTarget);
  }

  /** Archived and deleted on the sender's side at once, so that it clutters no folder. */
  static MessageContent of(Broadcast broadcast, ValidationErrors errors) {
    return new MessageContent(
        MessageKind.BROADCAST,
        errors.checkRequiredLine("sender", broadcast.sender(), ValidationErrors.MAX_NAME_LENGTH),
        null,
        errors.checkRequiredLine("subject", broadcast.subject(), MAX_SUBJECT_LENGTH),
        errors.checkText("body", broadcast.body()),
        broadcast.level(),
        tags(broadcast.tags(), errors),
        errors.checkLine("view", broadcast.view(), MAX_VIEW_LENGTH),
        true,
        true,
        null,
        broadcast.notifyRecipients(),
        null);
  }

  static MessageContent of(Notice notice, ValidationErrors errors) {
    return new MessageContent(
        MessageKind.NOTICE,
        null,
        null,
        null,
        errors.checkText("text", notice.text()),
        notice.level(),
        tags(notice.tags(), errors),
        errors.checkLine("view", notice.view(), MAX_VIEW_LENGTH),
        false,
        false,
        notice.session(),
        notice.notifyRecipients(),
        null);
  }

  private static List<String> tags(List<String> values, ValidationErrors errors) {
    SortedSet<String> tags = new TreeSet<>();
    values.forEach(value -> tags.add(errors.checkRequiredLine("tags", value, MAX_TAG_LENGTH)));
    if (tags.size() > MAX_TAGS) {
      errors.add("tags", "Must be at most " + MAX_TAGS + ".");
    }
    return List.copyOf(tags);
  }
}
