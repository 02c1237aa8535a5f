package dev.letterbox.message;

import dev.letterbox.api.MessageKind;
import dev.letterbox.api.MessageNotFoundException;
import dev.letterbox.api.ModerationStatus;
import dev.letterbox.message.store.ConversationRepository;
import dev.letterbox.message.store.Delivery;
import dev.letterbox.message.store.DeliveryUpdater;
import dev.letterbox.message.store.MailboxCounters;
import dev.letterbox.message.store.NewDelivery;
import dev.letterbox.message.store.ReplyTimestamps;
import dev.letterbox.shared.jdbc.SqlRunner;
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
 * Changes the moderation status of a stored message, and its delivery with it: the first acceptance
 * delivers the message; afterwards the delivery is deleted while the message is not accepted, and
 * restored when it is accepted again.
 */
@ApplicationScoped
public class ModerationTransitions {

  private static final String SELECT =
      """
      select thread_id, parent_id, kind, sender, recipient, level, notification, recipient_notified
      from lb_message where id = ?
      """;

  /** Key space of advisory locks of moderation decisions: the characters LB. */
  private static final int ADVISORY_LOCK_SPACE = 'L' << 8 | 'B';

  /** Serialises decisions on one message, before they lock anything else. */
  private static final String SELECT_AND_LOCK =
      SELECT.strip() + " and pg_advisory_xact_lock(?, ?)::text is not null";

  private static final String UPDATE_STATUS =
      """
      update lb_message
      set moderation_status = ?, moderation_by = ?, moderation_date = ?, moderation_reason = ?,
        version = version + 1
      where id = ? and moderation_status = ? and withdrawn_at is null
        and coalesce(sender, '') = ? and coalesce(recipient, '') = ?
      """;

  @Inject private SqlRunner sql;
  @Inject private ConversationRepository conversationRepository;
  @Inject private DeliveryUpdater deliveryUpdater;
  @Inject private MessageWriter messageWriter;
  @Inject private MailboxCounters counters;
  @Inject private ReplyTimestamps replyTimestamps;

  /**
   * A decision of a moderator.
   *
   * @param currentStatus the status that the message must have
   * @param moderator name of the moderator
   * @param reason null without one
   */
  public record ModerationDecision(
      long messageId,
      ModerationStatus currentStatus,
      ModerationStatus newStatus,
      String moderator,
      Instant decidedAt,
      String reason) {}

  /**
   * A moderated message.
   *
   * @param parent id of the message that it replies to; null when it is no reply
   * @param recipient null for a visitor
   * @param recipientNotified whether the recipient was notified of it before
   */
  public record ModeratedRow(
      long id,
      long thread,
      Long parent,
      MessageKind kind,
      String sender,
      String recipient,
      int level,
      boolean notifyRecipients,
      boolean recipientNotified) {

    boolean isReply() {
      return parent != null;
    }

    NewDelivery newDelivery() {
      return new NewDelivery(recipient, id, thread, level);
    }
  }

  /**
   * Applies a decision, if the message still has the current status, is not withdrawn, and neither
   * its sender nor its recipient was erased meanwhile.
   *
   * @return empty when the decision was not applied
   * @throws MessageNotFoundException when the message does not exist
   */
  public Optional<ModeratedRow> apply(ModerationDecision decision) {
    ModeratedRow message = readMessage(decision.messageId());
    boolean accepts = decision.newStatus() == ModerationStatus.ACCEPTED;
    Map<String, ConversationRepository.ConversationCounter> conversations =
        accepts && message.isReply() && message.recipient() != null
            ? conversationRepository.createAndLock(message.thread(), List.of(message.recipient()))
            : Map.of();
    List<Delivery> deliveries = lockDelivery(message); // locks its conversation, which comes first
    if (message.isReply()) {
      replyTimestamps.lock(message.sender(), message.parent());
    }
    int changed =
        sql.update(
            UPDATE_STATUS,
            decision.newStatus().name(),
            decision.moderator(),
            decision.decidedAt(),
            decision.reason(),
            message.id(),
            decision.currentStatus().name(),
            Objects.requireNonNullElse(message.sender(), ""),
            Objects.requireNonNullElse(message.recipient(), ""));
    if (changed == 0) {
      return Optional.empty();
    }
    if (accepts && deliveries.isEmpty()) {
      deliveries = lockDelivery(message); // it may have been accepted and taken back in between
    }
    SortedMap<String, MailboxCounters.CounterDelta> deltas = new TreeMap<>();
    if (message.isReply()) {
      replyTimestamps.recompute(message.sender(), message.thread(), message.parent());
      deltas.put(message.sender(), MailboxCounters.CounterDelta.VERSION_ONLY);
    }
    if (accepts && deliveries.isEmpty() && message.recipient() != null) {
      messageWriter.deliver(List.of(message.newDelivery()), conversations, deltas);
    } else {
      updateDelivery(
          message.recipient(), deliveries, accepts ? null : decision.decidedAt(), deltas);
    }
    return Optional.of(message);
  }

  private List<Delivery> lockDelivery(ModeratedRow message) {
    return message.recipient() == null
        ? List.of()
        : deliveryUpdater.lock(message.recipient(), List.of(message.id()), List.of());
  }

  /** Updates mailboxes in the order of their owners. */
  private void updateDelivery(
      String recipient,
      List<Delivery> deliveries,
      Instant deletedAt,
      SortedMap<String, MailboxCounters.CounterDelta> deltas) {
    if (deliveries.isEmpty()) {
      counters.apply(deltas);
      return;
    }
    counters.apply(deltas.headMap(recipient));
    deliveryUpdater.update(recipient, deliveries, delivery -> delivery.deletedAt(deletedAt));
    counters.apply(deltas.tailMap(recipient));
  }

  private ModeratedRow readMessage(long id) {
    List<ModeratedRow> rows =
        sql.isDerby()
            ? sql.query(SELECT, row -> toModeratedRow(id, row), id)
            : sql.query(
                SELECT_AND_LOCK,
                row -> toModeratedRow(id, row),
                id,
                ADVISORY_LOCK_SPACE,
                Long.hashCode(id));
    return rows.stream().findFirst().orElseThrow(() -> new MessageNotFoundException(id));
  }

  private static ModeratedRow toModeratedRow(long id, ResultSet row) throws SQLException {
    return new ModeratedRow(
        id,
        row.getLong("thread_id"),
        row.getObject("parent_id", Long.class),
        MessageKind.valueOf(row.getString("kind")),
        row.getString("sender"),
        row.getString("recipient"),
        row.getInt("level"),
        row.getBoolean("notification"),
        row.getBoolean("recipient_notified"));
  }
}
