package dev.letterbox.maintenance;

import dev.letterbox.shared.jdbc.SqlRunner;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Optional;

/**
 * Counts what rows of conversations should say; to be used inside a transaction. Each is locked
 * first: so nobody else moves its deliveries into the inbox or out of it, and on Derby there is no
 * need to wait for those who only read.
 */
@ApplicationScoped
class ConversationCounterCheck {

  private static final String LOCK_ON_DERBY =
      "update lb_conversation set messages = messages where owner = ? and thread_id = ?";
  private static final String FIND_STORED =
      "select messages, newest_id from lb_conversation where owner = ? and thread_id = ?";
  private static final String COUNT_ACTUAL =
      """
      select count(*) as messages, max(message_id) as newest_id
      from lb_delivery --DERBY-PROPERTIES index=LB_DELIVERY_CONVERSATION
      where recipient = ? and thread_id = ? and single_message = false
        and archived = false and deleted_at is null
      """;
  private static final String INSERT =
      "insert into lb_conversation (owner, thread_id, messages) values (?, ?, 0)";
  private static final String UPDATE =
      "update lb_conversation set messages = ?, newest_id = ? where owner = ? and thread_id = ?";
  private static final String FIND_SINGLE_MESSAGE_FLAG =
      "select single_message from lb_delivery --DERBY-PROPERTIES constraint=LB_DELIVERY_PK\n"
          + " where recipient = ? and message_id = ?";
  private static final String FIND_THREAD = "select thread_id from lb_message where id = ?";
  private static final String UPDATE_THREAD =
      "update lb_delivery set thread_id = ?, single_message = ? where recipient = ? and message_id = ?";
  private static final String CLEAR_SINGLE_MESSAGE_FLAG =
      "update lb_delivery set single_message = false where recipient = ? and thread_id = ? and single_message = true";

  @Inject private SqlRunner sql;

  /** What a row says, or should say; the newest is null when there is none. */
  record ConversationCounterValues(long messages, Long newestId) {

    static ConversationCounterValues of(ResultSet row) throws SQLException {
      return new ConversationCounterValues(
          row.getLong("messages"), row.getObject("newest_id", Long.class));
    }
  }

  /** A row that is locked, what it says, and what it should say. */
  record ConversationComparison(
      ConversationCounterValues stored, ConversationCounterValues actual) {

    boolean isConsistent() {
      return stored.messages() == actual.messages()
          && Objects.equals(stored.newestId(), actual.newestId());
    }
  }

  /** Compares a row with its deliveries; empty when it is not there. */
  Optional<ConversationComparison> compare(String owner, long thread) {
    return lock(owner, thread)
        .map(stored -> new ConversationComparison(stored, count(owner, thread)));
  }

  private Optional<ConversationCounterValues> lock(String owner, long thread) {
    if (sql.isDerby()) {
      sql.update(LOCK_ON_DERBY, owner, thread);
    }
    String lock = sql.isDerby() ? "" : " for update";
    return sql.query(FIND_STORED + lock, ConversationCounterValues::of, owner, thread).stream()
        .findFirst();
  }

  private ConversationCounterValues count(String owner, long thread) {
    String isolation = sql.isDerby() ? " with ur" : "";
    return sql.query(COUNT_ACTUAL + isolation, ConversationCounterValues::of, owner, thread).get(0);
  }

  /** Has a locked row say this. */
  void update(String owner, long thread, ConversationCounterValues counts) {
    sql.update(UPDATE, counts.messages(), counts.newestId(), owner, thread);
  }

  /** Whether a delivery has the right mark: a root without a row is alone, and nothing else. */
  boolean isSingleMessageFlagCorrect(String owner, long thread, long message) {
    boolean hasRow = lock(owner, thread).isPresent();
    return sql
        .query(FIND_SINGLE_MESSAGE_FLAG, row -> row.getBoolean("single_message"), owner, message)
        .stream()
        .allMatch(singleMessage -> singleMessage ? !hasRow && message == thread : hasRow);
  }

  /**
   * Gives a delivery the right mark. What the user has of the conversation belongs to a row of it
   * then, unless it is nothing but the root. Which conversation it is the message says, and not a
   * delivery that says otherwise. It fails when somebody else makes that row in this moment.
   */
  void repair(String owner, long thread, long message) {
    long correctThread = sql.query(FIND_THREAD, row -> row.getLong("thread_id"), message).get(0);
    boolean hasRow = lock(owner, correctThread).isPresent();
    if (correctThread != thread && message == correctThread && !hasRow) {
      sql.update(UPDATE_THREAD, correctThread, true, owner, message);
    } else {
      if (!hasRow) {
        sql.update(INSERT, owner, correctThread);
      }
      if (correctThread != thread) {
        sql.update(UPDATE_THREAD, correctThread, false, owner, message);
      }
      sql.update(CLEAR_SINGLE_MESSAGE_FLAG, owner, correctThread);
      update(owner, correctThread, count(owner, correctThread));
    }
    if (correctThread != thread) {
      compare(owner, thread).ifPresent(remaining -> update(owner, thread, remaining.actual()));
    }
  }
}
