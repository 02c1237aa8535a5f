package dev.letterbox.message.store;

import dev.letterbox.api.ModerationStatus;
import java.time.Instant;

/**
 * A message that is about to be stored: content with an id and the result of its moderation. After
 * it is stored only its state changes: archived, deleted, moderated, withdrawn.
 */
public record OutgoingMessage(
    long id, MessageContent content, Instant sentAt, ModerationResult moderation) {

  public String recipient() {
    return content.recipient();
  }

  /** Id of the conversation's root; its own id when it is no reply. */
  public long thread() {
    return content.thread() == null ? id : content.thread();
  }

  public boolean isReply() {
    return content.parent() != null;
  }

  public boolean isAccepted() {
    return moderation.status() == ModerationStatus.ACCEPTED;
  }

  public boolean isRejected() {
    return moderation.status() == ModerationStatus.REJECTED;
  }

  /** Whether it is delivered to a user at once. */
  public boolean isDelivered() {
    return recipient() != null && isAccepted();
  }

  public Delivery delivery() {
    return Delivery.unread(recipient(), id, thread(), content.level());
  }

  public OutgoingMessage withModeration(ModerationResult result) {
    return new OutgoingMessage(id, content, sentAt, result);
  }
}
