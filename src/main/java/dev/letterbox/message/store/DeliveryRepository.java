package dev.letterbox.message.store;

import dev.letterbox.shared.jdbc.Database;
import dev.letterbox.shared.jdbc.Parameters;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Rows of {@code lb_delivery}. Counters of mailboxes and conversations are not changed here:
 * callers change them in the same transaction, or use {@link DeliveryUpdater}.
 */
@ApplicationScoped
public class DeliveryRepository {

  private static final String INSERT =
      """
      insert into lb_delivery (recipient, message_id, thread_id, single_message, level)
      values (:recipient, :message, :thread, :singleMessage, :level)
      """;
  private static final String UPDATE =
      """
      update lb_delivery
      set read_at = :readAt, archived = :archived, deleted_at = :deletedAt
      where recipient = :recipient and message_id = :message
      """;
  static final String DELETE =
      "delete from lb_delivery where recipient = :recipient and message_id = :message";

  private static final String DELETE_DELETED =
      """
      delete from lb_delivery
      where recipient = :recipient and message_id = :message and deleted_at <= :cutoff
      """;

  static final String LOCK =
      """
      update lb_delivery set archived = archived
      where recipient = :recipient and message_id = :message
      """;
  private static final String SELECT =
      """
      select %s
      from lb_delivery {index lb_delivery_pk}
      where recipient = :recipient and message_id in (:messages)
      order by message_id {for update}
      """
          .formatted(Delivery.COLUMNS);
  private static final String SELECT_KEYS =
      """
      select message_id, recipient
      from lb_delivery {index lb_delivery_message}
      where message_id in (:messages)
      order by message_id, recipient {for update}
      """;

  private static final String SELECT_THREADS =
      """
      select distinct thread_id
      from lb_delivery {index lb_delivery_pk}
      where recipient = :recipient and single_message = false and message_id in (:messages)
      """;
  private static final String SELECT_IDS_BY_THREAD =
      """
      select message_id
      from lb_delivery {index lb_delivery_conversation}
      where recipient = :recipient and single_message = false and thread_id in (:threads)
      """;
  private static final String CLEAR_SINGLE_MESSAGE =
      """
      update lb_delivery set single_message = false
      where recipient = :recipient and message_id = :message and single_message = true
      """;
  private static final String SELECT_RECIPIENTS_IN_INBOX =
      """
      select recipient
      from lb_delivery {index lb_delivery_message}
      where message_id = :message and archived = false and deleted_at is null
        and recipient in (:recipients)
      """;
  private static final String MARK_READ =
      """
      update lb_delivery set read_at = case when read_at <= :now then read_at else :now end
      where recipient = :recipient and message_id = :message
      """;
  private static final String UPDATE_THREAD =
      """
      update lb_delivery set thread_id = :thread, single_message = :singleMessage
      where recipient = :recipient and message_id = :message
      """;

  @Inject private Database database;
  @Inject private MessageStoreStatements statements;

  /** Primary key of a delivery. */
  public record DeliveryKey(String recipient, long messageId) {

    public static DeliveryKey of(ResultSet row) throws SQLException {
      return new DeliveryKey(row.getString("recipient"), row.getLong("message_id"));
    }

    static void bind(DeliveryKey key, Parameters row) {
      row.bind("recipient", key.recipient()).bind("message", key.messageId());
    }
  }

  /** Inserts new deliveries with distinct keys. */
  public void insertAll(List<Delivery> deliveries) {
    database
        .sql(INSERT)
        .enqueueBatch(
            deliveries,
            (delivery, row) ->
                row.bind("recipient", delivery.recipient())
                    .bind("message", delivery.messageId())
                    .bind("thread", delivery.thread())
                    .bind("singleMessage", delivery.singleMessage())
                    .bind("level", delivery.level()));
  }

  /**
   * Delivers a broadcast or notice to a chunk of its recipients, except those who have it already.
   *
   * @return the number of new deliveries
   */
  public int deliver(long messageId, int level, Collection<String> recipients) {
    return statements.deliver(messageId, level, recipients);
  }

  /**
   * Locks the existing deliveries of these messages to a recipient. Lock their conversations
   * before, or use {@link DeliveryUpdater#lock}, if they may move into the inbox or out of it.
   *
   * @return the deliveries, in the order of their messages
   */
  public List<Delivery> lock(String recipient, Collection<Long> messageIds) {
    SortedSet<Long> ordered = new TreeSet<>(messageIds);
    database
        .sql(LOCK)
        .bind("recipient", recipient)
        .lockRows(ordered, (id, row) -> row.bind("message", id));
    return database
        .sql(SELECT)
        .bind("recipient", recipient)
        .bindList("messages", ordered)
        .list(Delivery::of);
  }

  /** Locks one delivery without reading it, if it exists. */
  public void lock(String recipient, long messageId) {
    statements.lockDelivery(recipient, messageId);
  }

  /** Locks all deliveries of a message. */
  public void lockAll(long messageId) {
    statements.lockDeliveries(messageId);
  }

  /** Locks all deliveries to a recipient. */
  public void lockAll(String recipient) {
    statements.lockDeliveries(recipient);
  }

  /**
   * Locks all deliveries of these messages.
   *
   * @return their keys, in the order of messages and recipients
   */
  public List<DeliveryKey> lockAll(Collection<Long> messageIds) {
    List<DeliveryKey> keys =
        database
            .sql(SELECT_KEYS)
            .bindList("messages", new TreeSet<>(messageIds))
            .list(DeliveryKey::of);
    database.sql(LOCK).lockRows(keys, DeliveryKey::bind);
    return keys;
  }

  /** Stores the state of locked deliveries: read, archived, deleted. */
  void update(Collection<Delivery> deliveries) {
    database
        .sql(UPDATE)
        .batch(
            deliveries,
            (delivery, row) ->
                row.bind("readAt", delivery.readAt())
                    .bind("archived", delivery.archived())
                    .bind("deletedAt", delivery.deletedAt())
                    .bind("recipient", delivery.recipient())
                    .bind("message", delivery.messageId()));
  }

  /** Corrects the conversation of a locked delivery, and whether it is a single message. */
  public void updateThread(DeliveryKey key, long thread, boolean singleMessage) {
    database
        .sql(UPDATE_THREAD)
        .bind("thread", thread)
        .bind("singleMessage", singleMessage)
        .bind("recipient", key.recipient())
        .bind("message", key.messageId())
        .update();
  }

  /** Deletes locked deliveries, for good. */
  public void delete(Collection<DeliveryKey> keys) {
    database.sql(DELETE).batch(keys, DeliveryKey::bind);
  }

  /**
   * Locks all deliveries of these messages, in the order of messages and recipients, and deletes
   * them for good.
   *
   * @return the deleted ones
   */
  public List<Delivery> deleteAll(Collection<Long> messageIds) {
    return statements.deleteDeliveries(messageIds);
  }

  /**
   * Deletes those of these deliveries, for good, that their recipients deleted until the cutoff.
   *
   * @return the deleted ones
   */
  public List<DeliveryKey> deleteIfDeleted(Collection<DeliveryKey> keys, Instant cutoff) {
    return database.sql(DELETE_DELETED).bind("cutoff", cutoff).batch(keys, DeliveryKey::bind);
  }

  /** Deletes the unread deliveries of a message, for good. */
  public void deleteUnread(long messageId) {
    statements.deleteUnread(messageId);
  }

  /**
   * Marks a locked delivery as read, unless it was read by then. A list that ran at the same time
   * may have marked it later than the reply.
   */
  public void markRead(String recipient, long messageId, Instant now) {
    database
        .sql(MARK_READ)
        .bind("now", now)
        .bind("recipient", recipient)
        .bind("message", messageId)
        .enqueue();
  }

  /** The conversations of those deliveries that are not single messages. */
  List<Long> findThreads(String recipient, Collection<Long> messageIds) {
    return database
        .sql(SELECT_THREADS)
        .bind("recipient", recipient)
        .bindList("messages", messageIds)
        .list(row -> row.getLong("thread_id"));
  }

  /** The messages of these conversations that were delivered to a recipient. */
  List<Long> findMessages(String recipient, Collection<Long> threads) {
    return database
        .sql(SELECT_IDS_BY_THREAD)
        .bind("recipient", recipient)
        .bindList("threads", threads)
        .list(row -> row.getLong("message_id"));
  }

  /**
   * Makes deliveries of roots part of their conversations, which are locked.
   *
   * @return recipients whose root was a single message, and is in the inbox
   */
  List<String> addRootsToConversation(long thread, SortedSet<String> recipients) {
    List<String> added =
        database
            .sql(CLEAR_SINGLE_MESSAGE)
            .bind("message", thread)
            .batch(recipients, (name, row) -> row.bind("recipient", name));
    return database
        .sql(SELECT_RECIPIENTS_IN_INBOX)
        .bind("message", thread)
        .bindList("recipients", added)
        .list(row -> row.getString("recipient"));
  }
}
