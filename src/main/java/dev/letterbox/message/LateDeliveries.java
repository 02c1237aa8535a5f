package dev.letterbox.message;

import dev.letterbox.api.Kind;
import dev.letterbox.api.MessageNotFoundException;
import dev.letterbox.api.ModerationStatus;
import dev.letterbox.api.event.MessageSent;
import dev.letterbox.shared.Clock;
import dev.letterbox.shared.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/**
 * Delivers messages that are accepted after they were stored, and takes them away again. A decision
 * changes the row of the message: it comes along, so that everything is locked in the order that
 * {@link Deliveries} states.
 */
@ApplicationScoped
public class LateDeliveries {

  /** Without its text, which plays no part any more. */
  private static final String LETTER =
      "select id, thread_id, parent_id, sender, recipient, visitor_email, level, sent_at,"
          + " notification, moderation_status from lb_message where id = ?";

  private static final String TOLD = "update lb_message set notification = false where id = ?";

  @Inject private Sql sql;
  @Inject private Posting posting;
  @Inject private DeliveryChanges changes;
  @Inject private RepliedMarks replied;
  @Inject private Counters counters;
  @Inject private Clock clock;
  @Inject private Event<MessageSent> sent;

  /**
   * Delivers a message, with everything that counts it. Whoever had it before has it again, where
   * he had left it.
   *
   * @param decision accepts the message, or throws
   */
  public void deliver(long messageId, Runnable decision) {
    Letter letter = letter(messageId);
    List<Delivery> former = locked(letter);
    if (former.isEmpty()) {
      deliverNow(letter, decision);
    } else {
      replied.mark(letter);
      decision.run();
      inOrder(
          letter,
          () -> changes.change(letter.recipient(), former, delivery -> delivery.deletedAt(null)));
    }
    sent.fire(letter.sent());
  }

  private void deliverNow(Letter letter, Runnable decision) {
    boolean joins = letter.isReply() && letter.recipient() != null;
    Map<String, ConversationRows.Row> joined = joins ? posting.join(List.of(letter)) : Map.of();
    replied.mark(letter);
    decision.run();
    inOrder(
        letter,
        () -> {
          if (joins) {
            posting.deliverReplies(List.of(letter), joined);
          } else if (letter.recipient() != null) {
            posting.deliverRoots(List.of(letter));
          }
        });
  }

  /**
   * Takes an accepted message away from whoever received it: he no longer sees it anywhere. When it
   * is accepted again he is not notified again.
   *
   * @param decision changes where it stands, or throws
   */
  public void takeBack(long messageId, Runnable decision) {
    Letter letter = letter(messageId);
    List<Delivery> deliveries = locked(letter);
    replied.takeBack(letter);
    decision.run();
    sql.update(TOLD, messageId);
    inOrder(
        letter,
        () ->
            changes.change(
                letter.recipient(),
                deliveries,
                delivery ->
                    delivery.deletedAt() == null ? delivery.deletedAt(clock.now()) : delivery));
  }

  /** Changes where a message stands that nobody has received. */
  public void decide(long messageId, Runnable decision) {
    Letter letter = letter(messageId);
    decision.run();
    changed(letter.draft().sender());
  }

  private List<Delivery> locked(Letter letter) {
    return letter.recipient() == null
        ? List.of()
        : changes.lock(letter.recipient(), List.of(letter.id()), List.of());
  }

  /** The sender sees another status; mailboxes are locked by owner. */
  private void inOrder(Letter letter, Runnable atRecipient) {
    String sender = letter.draft().sender();
    String recipient = letter.recipient();
    boolean senderFirst = sender != null && recipient != null && sender.compareTo(recipient) < 0;
    if (senderFirst) {
      changed(sender);
    }
    atRecipient.run();
    if (!senderFirst) {
      changed(sender);
    }
  }

  private void changed(String owner) {
    if (owner != null) {
      counters.changed(owner, 0, 0, 0);
    }
  }

  private Letter letter(long messageId) {
    return sql.query(LETTER, LateDeliveries::letter, messageId).stream()
        .findFirst()
        .orElseThrow(() -> new MessageNotFoundException(messageId));
  }

  private static Letter letter(ResultSet row) throws SQLException {
    Long parent = row.getObject("parent_id", Long.class);
    Draft draft =
        new Draft(
            Kind.MESSAGE,
            row.getString("sender"),
            row.getString("visitor_email"),
            null,
            "",
            row.getInt("level"),
            List.of(),
            "",
            false,
            false,
            null,
            row.getBoolean("notification"),
            parent == null ? null : new Draft.Answered(row.getLong("thread_id"), parent));
    return new Letter(
        row.getLong("id"),
        draft,
        row.getString("recipient"),
        Sql.instant(row, "sent_at"),
        new Judgement(
            ModerationStatus.valueOf(row.getString("moderation_status")), null, List.of()));
  }
}
