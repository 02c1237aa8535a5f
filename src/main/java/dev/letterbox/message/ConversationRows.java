package dev.letterbox.message;

import dev.letterbox.shared.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What is known of conversations in inboxes: how many of their messages lie there, and which is the
 * newest. A row begins when a reply is delivered to a user; until then his delivery of the root is
 * alone, and there is nothing to know. Who has locked a row is the only one who moves deliveries of
 * this conversation and user in or out of the inbox.
 */
@ApplicationScoped
class ConversationRows {

  private static final String COLUMNS =
      "select owner, thread_id, messages, newest_id"
          + " from lb_conversation --DERBY-PROPERTIES constraint=LB_CONVERSATION_PK\n";
  private static final String LOCK =
      "update lb_conversation set messages = messages where owner = ? and thread_id = ?";
  private static final String STORE =
      "update lb_conversation set messages = ?, newest_id = ? where owner = ? and thread_id = ?";
  private static final String TAKE_ROOT_IN =
      "update lb_delivery set single_message = false where recipient = ? and message_id = ? and single_message = true";
  private static final String ROOTS_IN_INBOX =
      "select recipient from lb_delivery --DERBY-PROPERTIES index=LB_DELIVERY_MESSAGE\n"
          + " where message_id = ? and archived = false and deleted_at is null and recipient in (?...)";
  private static final String SELECT_NEWEST =
      """
      select c.owner, c.thread_id,
        (select max(d.message_id)
          from lb_delivery d --DERBY-PROPERTIES index=LB_DELIVERY_CONVERSATION
          where d.recipient = c.owner and d.thread_id = c.thread_id and d.single_message = false
            and d.archived = false and d.deleted_at is null) as newest_id
      from lb_conversation c --DERBY-PROPERTIES constraint=LB_CONVERSATION_PK
      """;
  private static final String NEWEST =
      SELECT_NEWEST + " where c.owner = ? and c.thread_id in (?...)";
  private static final String NEWEST_OF_EACH =
      SELECT_NEWEST + " where c.thread_id = ? and c.owner in (?...)";

  @Inject private Sql sql;
  @Inject private Deliveries deliveries;

  /**
   * A conversation in an inbox.
   *
   * @param newest id of the newest message there; null when there is none
   */
  record Row(String owner, long thread, int messages, Long newest) {

    static Row of(ResultSet row) throws SQLException {
      return new Row(
          row.getString("owner"),
          row.getLong("thread_id"),
          row.getInt("messages"),
          row.getObject("newest_id", Long.class));
    }

    Row withNewest(Long messageId) {
      return new Row(owner, thread, messages, messageId);
    }

    Row withOneLess() {
      return new Row(owner, thread, messages - 1, newest);
    }

    Row withOneMore(long messageId) {
      return new Row(
          owner, thread, messages + 1, newest == null ? messageId : Math.max(newest, messageId));
    }
  }

  /** Locks those that there are of these conversations of a user, by thread. */
  List<Row> lock(String owner, Collection<Long> threads) {
    if (threads.isEmpty()) {
      return List.of();
    }
    SortedSet<Long> ids = new TreeSet<>(threads);
    lockOnDerby(ids.stream().map(thread -> new Object[] {owner, thread}).toList());
    return sql.queryIn(
        COLUMNS + " where owner = ? and thread_id in (?...) order by thread_id" + forUpdate(),
        Row::of,
        List.of(owner),
        ids);
  }

  private void lockOnDerby(List<Object[]> keys) {
    if (sql.isDerby()) {
      sql.batch(LOCK, keys);
    }
  }

  private String forUpdate() {
    return sql.isDerby() ? "" : " for update";
  }

  /**
   * Makes and locks what is known of one conversation to these users. Roots that were alone until
   * now are part of it from now on.
   *
   * @return by owner
   */
  Map<String, Row> join(long thread, Collection<String> users) {
    SortedSet<String> owners = new TreeSet<>(users);
    List<Row> locked;
    do { // again, when somebody who is being erased has lost a row that was there a moment ago
      deliveries.makeConversations(thread, owners);
      locked = lockAll(thread, owners);
    } while (locked.size() < owners.size());
    Map<String, Row> rows = new TreeMap<>();
    locked.forEach(row -> rows.put(row.owner(), row));
    rootsTakenIn(thread, owners)
        .forEach(owner -> rows.computeIfPresent(owner, (key, row) -> row.withOneMore(thread)));
    return rows;
  }

  /** Locks those that there are of one conversation to these users, by owner. */
  List<Row> lockAll(long thread, SortedSet<String> owners) {
    lockOnDerby(owners.stream().map(owner -> new Object[] {owner, thread}).toList());
    return sql.queryIn(
        COLUMNS + " where thread_id = ? and owner in (?...) order by owner" + forUpdate(),
        Row::of,
        List.of(thread),
        owners);
  }

  /** Whose root has been alone, and lies in the inbox. */
  private List<String> rootsTakenIn(long thread, SortedSet<String> owners) {
    List<Object[]> keys = owners.stream().map(owner -> new Object[] {owner, thread}).toList();
    int[] changed = sql.batch(TAKE_ROOT_IN, keys);
    List<Object> takenIn = new ArrayList<>();
    for (int i = 0; i < changed.length; i++) {
      if (changed[i] > 0) {
        takenIn.add(keys.get(i)[0]);
      }
    }
    return sql.queryIn(ROOTS_IN_INBOX, row -> row.getString("recipient"), List.of(thread), takenIn);
  }

  /**
   * The newest message in the inbox of each of these conversations, which are locked; null for one
   * without any. Nobody else can move them now, so on Derby there is no need to wait for those who
   * read them.
   */
  Map<Long, Long> newest(String owner, Collection<Long> threads) {
    Map<Long, Long> newest = new TreeMap<>();
    sql.queryIn(
        NEWEST + (sql.isDerby() ? " with ur" : ""),
        row -> newest.put(row.getLong("thread_id"), row.getObject("newest_id", Long.class)),
        List.of(owner),
        threads);
    return newest;
  }

  /** The same for one conversation in the inboxes of these owners. */
  Map<String, Long> newest(long thread, SortedSet<String> owners) {
    Map<String, Long> newest = new TreeMap<>();
    sql.queryIn(
        NEWEST_OF_EACH + (sql.isDerby() ? " with ur" : ""),
        row -> newest.put(row.getString("owner"), row.getObject("newest_id", Long.class)),
        List.of(thread),
        owners);
    return newest;
  }

  /** Keeps what has become of rows that are locked. */
  void store(Collection<Row> rows) {
    sql.batch(
        STORE,
        rows.stream()
            .map(row -> new Object[] {row.messages(), row.newest(), row.owner(), row.thread()})
            .toList());
  }
}
