package dev.letterbox.message.store;

import dev.letterbox.shared.jdbc.SqlRunner;
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
public class ConversationRepository {

  private static final String SELECT =
      "select owner, thread_id, messages, newest_id"
          + " from lb_conversation --DERBY-PROPERTIES constraint=LB_CONVERSATION_PK\n";
  private static final String LOCK =
      "update lb_conversation set messages = messages where owner = ? and thread_id = ?";
  private static final String UPDATE_COUNTER =
      "update lb_conversation set messages = ?, newest_id = ? where owner = ? and thread_id = ?";
  private static final String CLEAR_SINGLE_MESSAGE =
      "update lb_delivery set single_message = false where recipient = ? and message_id = ? and single_message = true";
  private static final String SELECT_ROOTS_IN_INBOX =
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
  private static final String SELECT_NEWEST_OF_OWNER =
      SELECT_NEWEST + " where c.owner = ? and c.thread_id in (?...)";
  private static final String SELECT_NEWEST_OF_THREAD =
      SELECT_NEWEST + " where c.thread_id = ? and c.owner in (?...)";

  @Inject private SqlRunner sql;
  @Inject private DeliveryRepository deliveryRepository;

  /**
   * A conversation in an inbox.
   *
   * @param newest id of the newest message there; null when there is none
   */
  public record ConversationCounter(String owner, long thread, int messages, Long newest) {

    static ConversationCounter of(ResultSet row) throws SQLException {
      return new ConversationCounter(
          row.getString("owner"),
          row.getLong("thread_id"),
          row.getInt("messages"),
          row.getObject("newest_id", Long.class));
    }

    public ConversationCounter withNewest(Long messageId) {
      return new ConversationCounter(owner, thread, messages, messageId);
    }

    public ConversationCounter withMessageRemoved() {
      return new ConversationCounter(owner, thread, messages - 1, newest);
    }

    public ConversationCounter withMessageAdded(long messageId) {
      return new ConversationCounter(
          owner, thread, messages + 1, newest == null ? messageId : Math.max(newest, messageId));
    }
  }

  /** Locks those that there are of these conversations of a user, by thread. */
  List<ConversationCounter> lock(String owner, Collection<Long> threads) {
    if (threads.isEmpty()) {
      return List.of();
    }
    SortedSet<Long> ids = new TreeSet<>(threads);
    lockOnDerby(ids.stream().map(thread -> new Object[] {owner, thread}).toList());
    return sql.queryIn(
        SELECT + " where owner = ? and thread_id in (?...) order by thread_id" + forUpdate(),
        ConversationCounter::of,
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
  public Map<String, ConversationCounter> createAndLock(long thread, Collection<String> users) {
    SortedSet<String> owners = new TreeSet<>(users);
    List<ConversationCounter> locked;
    do { // again, when somebody who is being erased has lost a row that was there a moment ago
      deliveryRepository.createMissingConversations(thread, owners);
      locked = lockForOwners(thread, owners);
    } while (locked.size() < owners.size());
    Map<String, ConversationCounter> counters = new TreeMap<>();
    locked.forEach(counter -> counters.put(counter.owner(), counter));
    includeRoots(thread, owners)
        .forEach(
            owner ->
                counters.computeIfPresent(
                    owner, (key, counter) -> counter.withMessageAdded(thread)));
    return counters;
  }

  /** Locks those that there are of one conversation to these users, by owner. */
  public List<ConversationCounter> lockForOwners(long thread, SortedSet<String> owners) {
    lockOnDerby(owners.stream().map(owner -> new Object[] {owner, thread}).toList());
    return sql.queryIn(
        SELECT + " where thread_id = ? and owner in (?...) order by owner" + forUpdate(),
        ConversationCounter::of,
        List.of(thread),
        owners);
  }

  /** Whose root has been alone, and lies in the inbox. */
  private List<String> includeRoots(long thread, SortedSet<String> owners) {
    List<Object[]> keys = owners.stream().map(owner -> new Object[] {owner, thread}).toList();
    int[] changed = sql.batch(CLEAR_SINGLE_MESSAGE, keys);
    List<Object> includedOwners = new ArrayList<>();
    for (int i = 0; i < changed.length; i++) {
      if (changed[i] > 0) {
        includedOwners.add(keys.get(i)[0]);
      }
    }
    return sql.queryIn(
        SELECT_ROOTS_IN_INBOX, row -> row.getString("recipient"), List.of(thread), includedOwners);
  }

  /**
   * The newest message in the inbox of each of these conversations, which are locked; null for one
   * without any. Nobody else can move them now, so on Derby there is no need to wait for those who
   * read them.
   */
  Map<Long, Long> findNewest(String owner, Collection<Long> threads) {
    Map<Long, Long> newest = new TreeMap<>();
    sql.queryIn(
        SELECT_NEWEST_OF_OWNER + (sql.isDerby() ? " with ur" : ""),
        row -> newest.put(row.getLong("thread_id"), row.getObject("newest_id", Long.class)),
        List.of(owner),
        threads);
    return newest;
  }

  /** The same for one conversation in the inboxes of these owners. */
  public Map<String, Long> findNewest(long thread, SortedSet<String> owners) {
    Map<String, Long> newest = new TreeMap<>();
    sql.queryIn(
        SELECT_NEWEST_OF_THREAD + (sql.isDerby() ? " with ur" : ""),
        row -> newest.put(row.getString("owner"), row.getObject("newest_id", Long.class)),
        List.of(thread),
        owners);
    return newest;
  }

  /** Keeps what has become of rows that are locked. */
  public void update(Collection<ConversationCounter> counters) {
    sql.batch(
        UPDATE_COUNTER,
        counters.stream()
            .map(
                counter ->
                    new Object[] {
                      counter.messages(), counter.newest(), counter.owner(), counter.thread()
                    })
            .toList());
  }
}
