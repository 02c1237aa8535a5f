package dev.letterbox.message;

import dev.letterbox.api.Message;
import dev.letterbox.api.ModerationStatus;
import dev.letterbox.api.event.MessageRejected;
import dev.letterbox.api.event.MessageSent;
import dev.letterbox.message.store.NewDelivery;
import dev.letterbox.shared.config.LevelTags;
import java.time.Instant;

/**
 * One message on its way: a text with an id and a recipient. It is judged, stored, and if it was
 * accepted delivered; once it is stored it never changes again but for its state: who archived,
 * deleted, moderated or withdrew it.
 *
 * @param recipient the one user whom it is written to; null when there is none or more than one
 * @param moderation where it stands in moderation
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

  /** Whether it comes to a user's inbox at once. */
  boolean isDelivered() {
    return recipient != null && isAccepted();
  }

  NewDelivery newDelivery() {
    return new NewDelivery(recipient, id, thread(), content.level());
  }

  boolean isAccepted() {
    return moderation.status() == ModerationStatus.ACCEPTED;
  }

  /** That it was accepted, for whoever wants to hear it. */
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

  /** That the auto-moderators rejected it. A user has the answer to read it in, a visitor not. */
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

  /** What the sender sees of it. */
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
