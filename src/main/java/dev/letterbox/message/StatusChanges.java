package dev.letterbox.message;

import dev.letterbox.api.Kind;
import dev.letterbox.api.MessageNotFoundException;
import dev.letterbox.api.ModerationStatus;
import dev.letterbox.shared.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Moves a stored message from one status of moderation to another, and its delivery with it: the
 * first time that it is accepted it is delivered; afterwards the delivery is deleted while the
 * message is not accepted, and back when it is again.
 */
@ApplicationScoped
public class StatusChanges {

  private static final String READ =
      """
      select thread_id, parent_id, kind, sender, recipient, level, notification, recipient_notified
      from lb_message where id = ?
      """;

  /** What sets the locks of decisions apart from those of others: the letters LB. */
  private static final int DECISIONS = 'L' << 8 | 'B';

  /** Decisions on one message wait for each other here, before they lock anything else. */
  private static final String READ_ALONE =
      READ.strip() + " and pg_advisory_xact_lock(?, ?)::text is not null";

  private static final String CHANGE =
      """
      update lb_message
      set moderation_status = ?, moderation_by = ?, moderation_date = ?, moderation_reason = ?,
        version = version + 1
      where id = ? and moderation_status = ? and withdrawn_at is null
        and coalesce(sender, '') = ? and coalesce(recipient, '') = ?
      """;

  @Inject private Sql sql;
  @Inject private ConversationRows conversations;
  @Inject private DeliveryChanges changes;
  @Inject private Posting posting;
  @Inject private Counters counters;
  @Inject private Replied replied;

  /**
   * A decision about a message.
   *
   * @param from the status that it is to have now
   * @param by name of the moderator
   * @param reason null without one
   */
  public record Decision(
      long messageId,
      ModerationStatus from,
      ModerationStatus to,
      String by,
      Instant at,
      String reason) {}

  /**
   * A message that was decided on.
   *
   * @param parent id of what it replies to; null when it is no reply
   * @param recipient null for a visitor
   * @param told whether the recipient has been notified of it before
   */
  public record Decided(
      long id,
      long thread,
      Long parent,
      Kind kind,
      String sender,
      String recipient,
      int level,
      boolean notification,
      boolean told) {

    boolean isReply() {
      return parent != null;
    }

    Arrival arrival() {
      return new Arrival(recipient, id, thread, level);
    }
  }

  /**
   * Decides on a message, if it still has the status to begin with, was not withdrawn, and neither
   * of its sides was erased meanwhile.
   *
   * @return empty when somebody else has decided
   * @throws MessageNotFoundException when there is none
   */
  public Optional<Decided> decide(Decision decision) {
    Decided message = read(decision.messageId());
    boolean accepts = decision.to() == ModerationStatus.ACCEPTED;
    Map<String, ConversationRows.Row> joined =
        accepts && message.isReply() && message.recipient() != null
            ? conversations.join(message.thread(), List.of(message.recipient()))
            : Map.of();
    List<Delivery> delivered = delivered(message); // with its conversation, so first of all
    if (message.isReply()) {
      replied.lock(message.sender(), message.parent());
    }
    int changed =
        sql.update(
            CHANGE,
            decision.to().name(),
            decision.by(),
            decision.at(),
            decision.reason(),
            message.id(),
            decision.from().name(),
            Objects.requireNonNullElse(message.sender(), ""),
            Objects.requireNonNullElse(message.recipient(), ""));
    if (changed == 0) {
      return Optional.empty();
    }
    if (accepts && delivered.isEmpty()) {
      delivered = delivered(message); // somebody may have accepted it and taken that back meanwhile
    }
    SortedMap<String, Counters.Change> counted = new TreeMap<>();
    if (message.isReply()) {
      replied.settle(message.sender(), message.thread(), message.parent());
      counted.put(message.sender(), Counters.Change.NOTHING_COUNTED);
    }
    if (accepts && delivered.isEmpty() && message.recipient() != null) {
      posting.deliver(List.of(message.arrival()), joined, counted);
    } else {
      move(message.recipient(), delivered, accepts ? null : decision.at(), counted);
    }
    return Optional.of(message);
  }

  private List<Delivery> delivered(Decided message) {
    return message.recipient() == null
        ? List.of()
        : changes.lock(message.recipient(), List.of(message.id()), List.of());
  }

  /** In the order of the mailboxes' owners. */
  private void move(
      String recipient,
      List<Delivery> delivered,
      Instant deletedAt,
      SortedMap<String, Counters.Change> counted) {
    if (delivered.isEmpty()) {
      counters.changed(counted);
      return;
    }
    counters.changed(counted.headMap(recipient));
    changes.change(recipient, delivered, delivery -> delivery.deletedAt(deletedAt));
    counters.changed(counted.tailMap(recipient));
  }

  private Decided read(long id) {
    List<Decided> found =
        sql.isDerby()
            ? sql.query(READ, row -> decided(id, row), id)
            : sql.query(READ_ALONE, row -> decided(id, row), id, DECISIONS, Long.hashCode(id));
    return found.stream().findFirst().orElseThrow(() -> new MessageNotFoundException(id));
  }

  private static Decided decided(long id, ResultSet row) throws SQLException {
    return new Decided(
        id,
        row.getLong("thread_id"),
        row.getObject("parent_id", Long.class),
        Kind.valueOf(row.getString("kind")),
        row.getString("sender"),
        row.getString("recipient"),
        row.getInt("level"),
        row.getBoolean("notification"),
        row.getBoolean("recipient_notified"));
  }
}
