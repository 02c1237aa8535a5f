package dev.letterbox.message;

import dev.letterbox.shared.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/**
 * When a user replied: his delivery of what he replied to says it, as soon as the reply is
 * accepted. The earliest accepted reply counts. Deliveries are locked, so call it after
 * conversations and before messages.
 */
@ApplicationScoped
class RepliedMarks {

  private static final String MARK =
      """
      update lb_delivery set replied_at = ?
      where recipient = ? and message_id = ? and (replied_at is null or replied_at > ?)
      """;
  private static final String TAKE_BACK =
      """
      update lb_delivery set replied_at =
        (select min(m.sent_at) from lb_message m
          where m.parent_id = ? and m.sender = ? and m.moderation_status = 'ACCEPTED' and m.id <> ?)
      where recipient = ? and message_id = ? and replied_at = ?
      """;

  @Inject private Sql sql;

  /** An accepted reply marks what it replies to; nothing else does. */
  void mark(Letter letter) {
    if (letter.isReply()) {
      sql.update(MARK, letter.sentAt(), letter.draft().sender(), parent(letter), letter.sentAt());
    }
  }

  /** A reply that is no longer accepted leaves the mark to the next one, if there is one. */
  void takeBack(Letter letter) {
    if (letter.isReply()) {
      String sender = letter.draft().sender();
      long parent = parent(letter);
      sql.update(TAKE_BACK, parent, sender, letter.id(), sender, parent, letter.sentAt());
    }
  }

  private static long parent(Letter letter) {
    return letter.draft().answered().parent();
  }
}
