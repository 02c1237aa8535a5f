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
 * Validated content of a message that is not stored yet; an {@link OutgoingMessage} gives it an id
 * and one recipient.
 *
 * @param sender null for a notice, and for a visitor
 * @param visitorEmail e-mail address of the visitor who is its sender or recipient; null for none
 * @param subject null for a notice
 * @param senderArchived whether it is archived for the sender at once
 * @param senderDeleted whether it is deleted for the sender at once
 * @param sessionId id of the session that a notice belongs to; null for none
 * @param notifyRecipients whether recipients are notified once it is accepted
 * @param replyTarget the message that it replies to; null when it starts a conversation
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
   * The message that a reply replies to.
   *
   * @param thread id of the conversation's root
   * @param parent id of that message
   */
  public record ReplyTarget(long thread, long parent) {}

  /** Maximum length of a subject, in code points. */
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

  /** A visitor has no mailbox: the message is deleted for its sender at once. */
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

  /** The same content, without notifications. */
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
   * @param subject the reply's own subject, or the one derived from its parent
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

  /** The same content for one recipient; null for a visitor. */
  Envelope envelopeFor(String recipient) {
    return new Envelope(this, recipient);
  }

  /** The same content with a visitor as recipient; null for none. */
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

  /** Archived and deleted for the sender at once, so that broadcasts do not fill folders. */
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
