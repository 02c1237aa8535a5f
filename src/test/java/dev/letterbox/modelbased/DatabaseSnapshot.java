package dev.letterbox.modelbased;

import dev.letterbox.api.ModerationStatus;
import dev.letterbox.testing.support.SqlRunner;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The rows of some users, read in four statements. It finds stored counters that differ from the
 * rows, and the mailboxes and conversations whose rows have changed.
 */
final class DatabaseSnapshot {

  record StoredDelivery(
      String recipient,
      long message,
      long thread,
      boolean singleMessage,
      Instant readAt,
      Instant repliedAt,
      boolean archived,
      Instant deletedAt) {

    boolean isInInbox() {
      return !archived && deletedAt == null;
    }
  }

  record StoredMessage(
      long id,
      long thread,
      Long parent,
      String sender,
      Instant sentAt,
      boolean accepted,
      boolean withdrawn,
      List<String> otherColumns) {

    boolean isReplyBy(String user, long message) {
      return parent != null && parent == message && user.equals(sender) && accepted && !withdrawn;
    }
  }

  record StoredConversation(String owner, long thread, int messages, Long newestId) {}

  record StoredMailbox(String owner, long unread, long total, long conversations, long version) {

    List<Long> counters() {
      return List.of(unread, total, conversations);
    }
  }

  private final List<StoredDelivery> deliveries;
  private final List<StoredMessage> messages;
  private final List<StoredConversation> conversations;
  private final List<StoredMailbox> mailboxes;

  private DatabaseSnapshot(SqlRunner sql, List<String> owners, long firstId) {
    deliveries =
        sql.query(
            "select recipient, message_id, thread_id, single_message, read_at, replied_at, archived,"
                + " deleted_at from lb_delivery --DERBY-PROPERTIES index=LB_DELIVERY_MESSAGE\n"
                + " where message_id >= ? order by message_id, recipient",
            DatabaseSnapshot::delivery,
            firstId);
    messages =
        sql.query(
            "select id, thread_id, parent_id, sender, sent_at, recipient, visitor_email, subject,"
                + " moderation_status, moderation_reason, sender_archived, sender_deleted_at,"
                + " withdrawn_at from lb_message where id >= ? order by id",
            DatabaseSnapshot::message,
            firstId);
    String ofOwners =
        " where owner in (" + String.join(", ", Collections.nCopies(owners.size(), "?")) + ")";
    conversations =
        sql.query(
            "select owner, thread_id, messages, newest_id from lb_conversation"
                + ofOwners
                + " order by owner, thread_id",
            DatabaseSnapshot::conversation,
            owners.toArray());
    mailboxes =
        sql.query(
            "select owner, unread, total, conversations, version from lb_mailbox"
                + ofOwners
                + " order by owner",
            DatabaseSnapshot::mailbox,
            owners.toArray());
  }

  /**
   * Reads the current rows.
   *
   * @param owners owners of the conversations and mailboxes
   * @param firstId the oldest message that was written to or by them
   */
  static DatabaseSnapshot read(SqlRunner sql, List<String> owners, long firstId) {
    return new DatabaseSnapshot(sql, owners, firstId);
  }

  private static StoredDelivery delivery(ResultSet row) throws SQLException {
    return new StoredDelivery(
        row.getString("recipient"),
        row.getLong("message_id"),
        row.getLong("thread_id"),
        row.getBoolean("single_message"),
        SqlRunner.instant(row, "read_at"),
        SqlRunner.instant(row, "replied_at"),
        row.getBoolean("archived"),
        SqlRunner.instant(row, "deleted_at"));
  }

  private static StoredMessage message(ResultSet row) throws SQLException {
    List<String> otherColumns = new ArrayList<>();
    for (String column :
        List.of(
            "recipient",
            "visitor_email",
            "subject",
            "moderation_status",
            "moderation_reason",
            "sender_archived",
            "sender_deleted_at",
            "withdrawn_at")) {
      otherColumns.add(row.getString(column));
    }
    return new StoredMessage(
        row.getLong("id"),
        row.getLong("thread_id"),
        row.getObject("parent_id", Long.class),
        row.getString("sender"),
        SqlRunner.instant(row, "sent_at"),
        row.getString("moderation_status").equals(ModerationStatus.ACCEPTED.name()),
        row.getString("withdrawn_at") != null,
        otherColumns);
  }

  private static StoredConversation conversation(ResultSet row) throws SQLException {
    return new StoredConversation(
        row.getString("owner"),
        row.getLong("thread_id"),
        row.getInt("messages"),
        row.getObject("newest_id", Long.class));
  }

  private static StoredMailbox mailbox(ResultSet row) throws SQLException {
    return new StoredMailbox(
        row.getString("owner"),
        row.getLong("unread"),
        row.getLong("total"),
        row.getLong("conversations"),
        row.getLong("version"));
  }

  /** Owners whose deliveries or counters differ from the earlier snapshot. */
  Set<String> recipientsChangedSince(DatabaseSnapshot before) {
    return changedKeys(byRecipient(), before.byRecipient());
  }

  /** Senders whose messages differ from the earlier snapshot. */
  Set<String> sendersChangedSince(DatabaseSnapshot before) {
    return changedKeys(bySender(), before.bySender());
  }

  /** Conversations that differ from the earlier snapshot. */
  Set<Long> threadsChangedSince(DatabaseSnapshot before) {
    return changedKeys(byThread(), before.byThread());
  }

  private static <K> Set<K> changedKeys(Map<K, List<Object>> now, Map<K, List<Object>> before) {
    Set<K> keys = new HashSet<>(now.keySet());
    keys.addAll(before.keySet());
    keys.removeIf(key -> Objects.equals(now.get(key), before.get(key)));
    return keys;
  }

  private Map<String, List<Object>> byRecipient() {
    Map<Long, StoredMessage> byId = byId();
    Map<String, List<Object>> rows = new TreeMap<>();
    for (StoredDelivery delivery : deliveries) {
      add(rows, delivery.recipient(), delivery);
      add(rows, delivery.recipient(), String.valueOf(byId.get(delivery.message())));
    }
    conversations.forEach(conversation -> add(rows, conversation.owner(), conversation));
    mailboxes.forEach(mailbox -> add(rows, mailbox.owner(), mailbox.counters()));
    return rows;
  }

  private Map<String, List<Object>> bySender() {
    Map<Long, StoredMessage> byId = byId();
    Map<String, List<Object>> rows = new TreeMap<>();
    messages.stream()
        .filter(message -> message.sender() != null)
        .forEach(message -> add(rows, message.sender(), message));
    for (StoredDelivery delivery : deliveries) {
      StoredMessage message = byId.get(delivery.message());
      if (message != null && message.sender() != null) {
        add(rows, message.sender(), delivery);
      }
    }
    return rows;
  }

  private Map<Long, StoredMessage> byId() {
    return messages.stream().collect(Collectors.toMap(StoredMessage::id, message -> message));
  }

  private Map<Long, List<Object>> byThread() {
    Map<Long, List<Object>> rows = new TreeMap<>();
    messages.forEach(message -> add(rows, message.thread(), message));
    deliveries.forEach(delivery -> add(rows, delivery.thread(), delivery));
    return rows;
  }

  private static <K> void add(Map<K, List<Object>> rows, K key, Object row) {
    rows.computeIfAbsent(key, unused -> new ArrayList<>()).add(row);
  }

  /** Stored counters and flags that differ from the rows they are computed from. */
  List<String> violations() {
    return new InvariantCheck(deliveries, messages, conversations, mailboxes).violations();
  }

  /** The version of this user's mailbox. */
  long version(String owner) {
    return mailboxes.stream()
        .filter(mailbox -> mailbox.owner().equals(owner))
        .mapToLong(StoredMailbox::version)
        .findFirst()
        .orElse(0);
  }
}
