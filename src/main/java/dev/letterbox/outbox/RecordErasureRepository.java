package dev.letterbox.outbox;

import dev.letterbox.message.store.MessageRecipientQuery;
import dev.letterbox.shared.jdbc.Database;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Deletes the records of deleted messages and erased users. The name of an erased user is replaced
 * in boundaries of ranges.
 */
@ApplicationScoped
public class RecordErasureRepository {

  /** Unlocked, so that on Derby an erasure does not wait for the workers of other records. */
  private static final String SELECT_BY_NAME =
      """
      select id, message_id, recipient from lb_notification
      where recipient = :name or range_start = :name or range_end = :name
      order by id {unlocked}
      """;

  private static final String SELECT_BY_MESSAGE =
      "select id from lb_notification where message_id in (:messages) {unlocked}";
  private static final String DELETE = "delete from lb_notification where id = :id";
  private static final String REPLACE_BOUNDARIES =
      """
      update lb_notification
      set range_start = case when range_start = :name then :newName else range_start end,
        range_end = case when range_end = :name then :newName else range_end end
      where id = :id
      """;

  @Inject private Database database;
  @Inject private MessageRecipientQuery recipients;

  private record NamingRecord(long id, long messageId, boolean range) {}

  /**
   * Deletes the records of messages that are about to be deleted, in the order of their ids. The
   * foreign key would delete them in the order of the messages, unless it locks the table.
   */
  void deleteByMessages(Collection<Long> messageIds) {
    if (database.dialect().cascadesLockTables()) {
      return;
    }
    List<Long> ids =
        database
            .sql(SELECT_BY_MESSAGE)
            .bindList("messages", messageIds)
            .list(row -> row.getLong("id"));
    database.sql(DELETE).batch(ids.stream().sorted().toList(), (id, row) -> row.bind("id", id));
  }

  /** Whether a record names the user. */
  public boolean existsForUser(String name) {
    return !find(name).isEmpty();
  }

  private List<NamingRecord> find(String name) {
    return database
        .sql(SELECT_BY_NAME)
        .bind("name", name)
        .list(
            row ->
                new NamingRecord(
                    row.getLong("id"),
                    row.getLong("message_id"),
                    row.getString("recipient") == null));
  }

  /**
   * Deletes the records of an erased user, and replaces the name in boundaries by the recipient
   * before; to be used inside a transaction, after the user's deliveries were deleted.
   */
  public void erase(String name) {
    List<NamingRecord> records = find(name);
    Map<Long, String> newBoundaries = new HashMap<>(); // by message
    for (NamingRecord record : records) {
      if (record.range()) {
        newBoundaries.computeIfAbsent(
            record.messageId(), message -> recipients.lockLastBefore(message, name));
      }
    }
    for (NamingRecord record : records) {
      if (record.range()) {
        database
            .sql(REPLACE_BOUNDARIES)
            .bind("name", name)
            .bind("newName", newBoundaries.get(record.messageId()))
            .bind("id", record.id())
            .update();
      } else {
        database.sql(DELETE).bind("id", record.id()).update();
      }
    }
  }
}
