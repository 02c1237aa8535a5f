package dev.letterbox.message;

import dev.letterbox.api.Message;
import dev.letterbox.api.ModerationStatus;
import dev.letterbox.api.event.MessageRejected;
import dev.letterbox.api.event.MessageSent;
import dev.letterbox.shared.LevelTags;
import java.time.Instant;

/**
 * One message on its way: a text with an id and a recipient. It is judged, stored, and if it was
 * accepted delivered; once it is stored it never changes again but for its state: who archived,
 * deleted, moderated or withdrew it.
 *
 * @param recipient the one user whom it is written to; null when there is none or more than one
 * @param judgement where it stands in moderation
 */
record Letter(long id, Draft draft, String recipient, Instant sentAt, Judgement judgement) {

  long thread() {
    return draft.answered() == null ? id : draft.answered().thread();
  }

  boolean isReply() {
    return draft.answered() != null;
  }

  /** Whether it comes to a user's inbox at once. */
  boolean isDelivered() {
    return recipient != null && isAccepted();
  }

  Arrival arrival() {
    return new Arrival(recipient, id, thread(), draft.level());
  }

  boolean isAccepted() {
    return judgement.status() == ModerationStatus.ACCEPTED;
  }

  /** That it was accepted, for whoever wants to hear it. */
  MessageSent sent() {
    return new MessageSent(
        id,
        draft.kind(),
        draft.sender(),
        recipient,
        recipient == null ? 0 : 1,
        draft.notification(),
        isReply() ? draft.answered().parent() : null,
        recipient == null && draft.visitor() != null);
  }

  boolean isRejected() {
    return judgement.status() == ModerationStatus.REJECTED;
  }

  /** That the auto-moderators rejected it. A user has the answer to read it in, a visitor not. */
  MessageRejected rejected() {
    return new MessageRejected(
        id,
        draft.sender(),
        recipient,
        null,
        judgement.reason(),
        draft.notification() && draft.sender() == null);
  }

  Letter judged(Judgement verdict) {
    return new Letter(id, draft, recipient, sentAt, verdict);
  }

  /** What the sender sees of it. */
  Message asSeenBySender(LevelTags levelTags, VisitorAddresses visitors) {
    return new Message(
        id,
        thread(),
        draft.kind(),
        draft.sender(),
        recipient,
        draft.subject(),
        draft.body(),
        draft.level(),
        levelTags.nameOf(draft.level()),
        draft.tags(),
        draft.view(),
        sentAt,
        null,
        null,
        draft.archived(),
        draft.deleted() ? sentAt : null,
        judgement.status(),
        judgement.reason(),
        isReply() ? draft.answered().parent() : null,
        visitors.shown(draft.visitor()),
        null,
        1);
  }
}
