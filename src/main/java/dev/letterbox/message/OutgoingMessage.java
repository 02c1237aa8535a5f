package dev.letterbox.message;

import dev.letterbox.api.Message;
import dev.letterbox.api.ModerationStatus;
import dev.letterbox.api.event.MessageRejected;
import dev.letterbox.api.event.MessageSent;
import dev.letterbox.message.store.NewDelivery;
import dev.letterbox.shared.config.LevelTags;
import java.time.Instant;

/**
 * A message that is about to be stored: content with an id, a recipient and the result of its
 * moderation. After it is stored only its state changes: archived, deleted, moderated, withdrawn.
 *
 * @param recipient the only user whom it is written to; null when there is none or more than one
 */
public record OutgoingMessage(
    long id,
    MessageContent content,
    String recipient,
    Instant sentAt,
    ModerationResult moderation) {

  public long thread() {
    return content.replyTarget() == null ? id : content.replyTarget().thread();
  }

  public boolean isReply() {
    return content.replyTarget() != null;
  }

  /** Whether it is delivered to a user at once. */
  boolean isDelivered() {
    return recipient != null && isAccepted();
  }

  NewDelivery newDelivery() {
    return new NewDelivery(recipient, id, thread(), content.level());
  }

  boolean isAccepted() {
    return moderation.status() == ModerationStatus.ACCEPTED;
  }

  MessageSent sentEvent() {
    return new MessageSent(
        id,
        content.kind(),
        content.sender(),
        recipient,
        recipient == null ? 0 : 1,
        content.notifyRecipients(),
        isReply() ? content.replyTarget().parent() : null,
        recipient == null && content.visitorEmail() != null);
  }

  boolean isRejected() {
    return moderation.status() == ModerationStatus.REJECTED;
  }

  /**
   * Rejection by auto-moderators; only visitors are notified, users see it in the returned message.
   */
  MessageRejected rejectedEvent() {
    return new MessageRejected(
        id,
        content.sender(),
        recipient,
        null,
        moderation.reason(),
        content.notifyRecipients() && content.sender() == null);
  }

  OutgoingMessage withModeration(ModerationResult result) {
    return new OutgoingMessage(id, content, recipient, sentAt, result);
  }

  /** The message as its sender sees it. */
  Message asSeenBySender(LevelTags levelTags, VisitorAddressMasker addressMasker) {
    return new Message(
        id,
        thread(),
        content.kind(),
        content.sender(),
        recipient,
        content.subject(),
        content.body(),
        content.level(),
        levelTags.nameOf(content.level()),
        content.tags(),
        content.view(),
        sentAt,
        null,
        null,
        content.senderArchived(),
        content.senderDeleted() ? sentAt : null,
        moderation.status(),
        moderation.reason(),
        isReply() ? content.replyTarget().parent() : null,
        addressMasker.mask(content.visitorEmail()),
        null,
        1);
  }
}
