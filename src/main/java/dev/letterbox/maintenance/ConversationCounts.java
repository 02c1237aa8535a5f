package dev.letterbox.maintenance;

import dev.letterbox.shared.Sql;
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
class ConversationCounts {

  private static final String LOCK_ON_DERBY =
      "update lb_conversation set messages = messages where owner = ? and thread_id = ?";
  private static final String SAID =
      "select messages, newest_id from lb_conversation where owner = ? and thread_id = ?";
  private static final String COUNTED =
      """
      select count(*) as messages, max(message_id) as newest_id
      from lb_delivery --DERBY-PROPERTIES index=LB_DELIVERY_CONVERSATION
      where recipient = ? and thread_id = ? and single_message = false
        and archived = false and deleted_at is null
      """;
  private static final String MAKE =
      "insert into lb_conversation (owner, thread_id, messages) values (?, ?, 0)";
  private static final String STORE =
      "update lb_conversation set messages = ?, newest_id = ? where owner = ? and thread_id = ?";
  private static final String IS_ALONE =
      "select single_message from lb_delivery --DERBY-PROPERTIES constraint=LB_DELIVERY_PK\n"
          + " where recipient = ? and message_id = ?";
  private static final String THREAD = "select thread_id from lb_message where id = ?";
  private static final String MOVE =
      "update lb_delivery set thread_id = ?, single_message = ? where recipient = ? and message_id = ?";
  private static final String TAKE_IN =
      "update lb_delivery set single_message = false where recipient = ? and thread_id = ? and single_message = true";

  @Inject private Sql sql;

  /** What a row says, or should say; the newest is null when there is none. */
  record Counts(long messages, Long newest) {

    static Counts of(ResultSet row) throws SQLException {
      return new Counts(row.getLong("messages"), row.getObject("newest_id", Long.class));
    }
  }

  /** A row that is locked, what it says, and what it should say. */
  record Compared(Counts said, Counts counted) {

    boolean isRight() {
      return said.messages() == counted.messages()
          && Objects.equals(said.newest(), counted.newest());
    }
  }

  /** Compares a row with its deliveries; empty when it is not there. */
  Optional<Compared> compare(String owner, long thread) {
    return lock(owner, thread).map(said -> new Compared(said, count(owner, thread)));
  }

  private Optional<Counts> lock(String owner, long thread) {
    if (sql.isDerby()) {
      sql.update(LOCK_ON_DERBY, owner, thread);
    }
    String lock = sql.isDerby() ? "" : " for update";
    return sql.query(SAID + lock, Counts::of, owner, thread).stream().findFirst();
  }

  private Counts count(String owner, long thread) {
    String isolation = sql.isDerby() ? " with ur" : "";
    return sql.query(COUNTED + isolation, Counts::of, owner, thread).get(0);
  }

  /** Has a locked row say this. */
  void store(String owner, long thread, Counts counts) {
    sql.update(STORE, counts.messages(), counts.newest(), owner, thread);
  }

  /** Whether a delivery has the right mark: a root without a row is alone, and nothing else. */
  boolean isMarkedRight(String owner, long thread, long message) {
    boolean hasRow = lock(owner, thread).isPresent();
    return sql.query(IS_ALONE, row -> row.getBoolean("single_message"), owner, message).stream()
        .allMatch(alone -> alone ? !hasRow && message == thread : hasRow);
  }

  /**
   * Gives a delivery the right mark. What the user has of the conversation belongs to a row of it
   * then, unless it is nothing but the root. Which conversation it is the message says, and not a
   * delivery that says otherwise. It fails when somebody else makes that row in this moment.
   */
  void mend(String owner, long thread, long message) {
    long right = sql.query(THREAD, row -> row.getLong("thread_id"), message).get(0);
    boolean hasRow = lock(owner, right).isPresent();
    if (right != thread && message == right && !hasRow) {
      sql.update(MOVE, right, true, owner, message);
    } else {
      if (!hasRow) {
        sql.update(MAKE, owner, right);
      }
      if (right != thread) {
        sql.update(MOVE, right, false, owner, message);
      }
      sql.update(TAKE_IN, owner, right);
      store(owner, right, count(owner, right));
    }
    if (right != thread) {
      compare(owner, thread).ifPresent(left -> store(owner, thread, left.counted()));
    }
  }
}
