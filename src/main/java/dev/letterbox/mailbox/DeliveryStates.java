package dev.letterbox.mailbox;

import dev.letterbox.api.Message;
import dev.letterbox.message.Counters;
import dev.letterbox.shared.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/**
 * Changes the state of deliveries, and the owner's counter with them. Each change says in its
 * condition from which state it starts, and counts the rows that really changed: whatever others do
 * at the same time, a counter fits its deliveries. Rows are locked by key and in the order that
 * {@code message.Deliveries} states.
 */
@ApplicationScoped
class DeliveryStates {

  private static final String READ =
      """
      update lb_delivery set read_at = ?
      where recipient = ? and message_id = ?
        and read_at is null and archived = ? and deleted_at is null
      """;
  private static final String DELETE =
      """
      update lb_delivery set deleted_at = ?
      where recipient = ? and message_id = ? and deleted_at is null
        and archived = ? and case when read_at is null then 1 else 0 end = ?
      """;
  private static final String DELETE_SENT =
      "update lb_message set sender_deleted_at = ?, version = version + 1"
          + " where sender = ? and id = ? and "
          + MailboxReader.OPEN_TO_SENDER;

  @Inject private Sql sql;
  @Inject private Counters counters;

  /** Those of these messages that are unread become read, the ones of the inbox. */
  void read(String owner, Collection<Long> messageIds, Instant now) {
    int changed = readWhere(owner, messageIds, false, now);
    if (changed > 0) {
      counters.changed(owner, changed, 0);
    }
  }

  /** A message in the archives becomes read; nothing counted it as unread. */
  void readInArchives(String owner, long messageId, Instant now) {
    if (readWhere(owner, List.of(messageId), true, now) > 0) {
      counters.changed(owner, 0, 0);
    }
  }

  private int readWhere(String owner, Collection<Long> messageIds, boolean archived, Instant now) {
    List<Object[]> rows =
        messageIds.stream().sorted().map(id -> new Object[] {now, owner, id, archived}).toList();
    return Arrays.stream(sql.batch(READ, rows)).sum();
  }

  /** Deletes a delivery, if it is still as it was seen; false when it changed meanwhile. */
  boolean delete(Message seen, Instant now) {
    boolean unread = seen.readAt() == null;
    int deleted =
        sql.update(DELETE, now, seen.recipient(), seen.id(), seen.archived(), unread ? 1 : 0);
    if (deleted > 0) {
      boolean inInbox = !seen.archived();
      counters.changed(seen.recipient(), unread && inInbox ? 1 : 0, inInbox ? 1 : 0);
    }
    return deleted > 0;
  }

  /** Deletes the sender's side; false when it is deleted already, or not his. */
  boolean deleteSent(String sender, long messageId, Instant now) {
    return sql.update(DELETE_SENT, now, sender, messageId) > 0;
  }
}
