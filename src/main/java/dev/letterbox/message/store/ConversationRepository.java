package dev.letterbox.message.store;

import dev.letterbox.shared.jdbc.Database;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Rows of {@code lb_conversation}: counters of conversations in inboxes. A row is created when a
 * reply is delivered to its owner; until then the delivery of the root is marked as a single
 * message.
 */
@ApplicationScoped
public class ConversationRepository {

  private static final String LOCK =
      """
      update lb_conversation set messages = messages
      where owner = :owner and thread_id = :thread
      """;
  private static final String SELECT_BY_OWNER =
      """
      select owner, thread_id, messages, newest_id
      from lb_conversation {index lb_conversation_pk}
      where owner = :owner and thread_id in (:threads)
      order by thread_id {for update}
      """;
  private static final String SELECT_BY_THREAD =
      """
      select owner, thread_id, messages, newest_id
      from lb_conversation {index lb_conversation_pk}
      where thread_id = :thread and owner in (:owners)
      order by owner {for update}
      """;
  private static final String SELECT_BY_THREADS =
      """
      select owner, thread_id, messages, newest_id
      from lb_conversation {index lb_conversation_thread}
      where thread_id in (:threads)
      order by owner, thread_id {for update}
      """;
  private static final String UPDATE =
      """
      update lb_conversation set messages = :messages, newest_id = :newest
      where owner = :owner and thread_id = :thread
      """;
  private static final String DELETE =
      "delete from lb_conversation where owner = :owner and thread_id = :thread";
  private static final String DELETE_ALL = "delete from lb_conversation where owner = :owner";
  private static final String SELECT_NEWEST_BY_OWNER =
      """
      select c.thread_id,
        (select max(d.message_id)
          from lb_delivery d {index lb_delivery_conversation}
          where d.recipient = c.owner and d.thread_id = c.thread_id and d.single_message = false
            and d.archived = false and d.deleted_at is null) as newest_id
      from lb_conversation c {index lb_conversation_pk}
      where c.owner = :owner and c.thread_id in (:threads)
      {unlocked}
      """;
  private static final String SELECT_NEWEST_BY_THREAD =
      """
      select c.owner,
        (select max(d.message_id)
          from lb_delivery d {index lb_delivery_conversation}
          where d.recipient = c.owner and d.thread_id = c.thread_id and d.single_message = false
            and d.archived = false and d.deleted_at is null) as newest_id
      from lb_conversation c {index lb_conversation_pk}
      where c.thread_id = :thread and c.owner in (:owners)
      {unlocked}
      """;

  @Inject private Database database;
  @Inject private MessageStoreStatements statements;
  @Inject private DeliveryRepository deliveryRepository;

  /**
   * Locks the existing rows of these conversations of an owner.
   *
   * @return the rows, in the order of their threads
   */
  public List<ConversationCounter> lock(String owner, Collection<Long> threads) {
    SortedSet<Long> ordered = new TreeSet<>(threads);
    database
        .sql(LOCK)
        .bind("owner", owner)
        .lockRows(ordered, (thread, row) -> row.bind("thread", thread));
    return database
        .sql(SELECT_BY_OWNER)
        .bind("owner", owner)
        .bindList("threads", ordered)
        .list(ConversationCounter::of);
  }

  /**
   * Locks the existing rows of a conversation of these owners.
   *
   * @return the rows, in the order of their owners
   */
  public List<ConversationCounter> lock(long thread, Collection<String> owners) {
    SortedSet<String> ordered = new TreeSet<>(owners);
    database
        .sql(LOCK)
        .bind("thread", thread)
        .lockRows(ordered, (owner, row) -> row.bind("owner", owner));
    return database
        .sql(SELECT_BY_THREAD)
        .bind("thread", thread)
        .bindList("owners", ordered)
        .list(ConversationCounter::of);
  }

  /**
   * Locks the existing rows of these conversations of all owners.
   *
   * @param threads at most 1,000, so that all rows are locked in one order
   * @return the rows as they were before the lock
   */
  public List<ConversationCounter> lockThreads(Collection<Long> threads) {
    List<ConversationCounter> counters =
        database.sql(SELECT_BY_THREADS).bindList("threads", threads).list(ConversationCounter::of);
    database
        .sql(LOCK)
        .lockRows(
            counters,
            (counter, row) -> row.bind("owner", counter.owner()).bind("thread", counter.thread()));
    return counters;
  }

  /** Locks all rows of an owner, and where rows can't be locked in an order, the whole table. */
  public void lockAll(String owner) {
    statements.lockConversations(owner);
  }

  /**
   * Makes replies and other erasures wait until the transaction ends, where an erasure would
   * deadlock with them: on Derby. Does nothing on PostgreSQL.
   */
  public void lockForErasure() {
    statements.lockConversationsForErasure();
  }

  /**
   * Creates missing rows of a conversation of these users, and locks all of them. Roots that were
   * single messages become part of their conversation.
   *
   * @return rows by owner, which count these roots; to be stored by {@link #update}
   */
  public Map<String, ConversationCounter> createAndLock(long thread, Collection<String> users) {
    SortedSet<String> owners = new TreeSet<>(users);
    List<ConversationCounter> locked;
    do { // a concurrent erasure may delete a row before it is locked
      statements.createMissingConversations(thread, owners);
      locked = lock(thread, owners);
    } while (locked.size() < owners.size());
    Map<String, ConversationCounter> counters = new TreeMap<>();
    locked.forEach(counter -> counters.put(counter.owner(), counter));
    deliveryRepository
        .addRootsToConversation(thread, owners)
        .forEach(
            owner ->
                counters.computeIfPresent(
                    owner, (key, counter) -> counter.withMessageAdded(thread)));
    return counters;
  }

  /**
   * The newest message in the inbox of each of these locked conversations of an owner; null for
   * none. The lock makes it safe to read unlocked.
   */
  Map<Long, Long> findNewest(String owner, Collection<Long> threads) {
    return database
        .sql(SELECT_NEWEST_BY_OWNER)
        .bind("owner", owner)
        .bindList("threads", threads)
        .map(row -> row.getLong("thread_id"), row -> Database.longOrNull(row, "newest_id"));
  }

  /** The newest message of a locked conversation in the inbox of each owner; null for none. */
  public Map<String, Long> findNewest(long thread, Collection<String> owners) {
    return database
        .sql(SELECT_NEWEST_BY_THREAD)
        .bind("thread", thread)
        .bindList("owners", owners)
        .map(row -> row.getString("owner"), row -> Database.longOrNull(row, "newest_id"));
  }

  /** Stores counters of locked rows. */
  public void update(Collection<ConversationCounter> counters) {
    database
        .sql(UPDATE)
        .enqueueBatch(
            counters,
            (counter, row) ->
                row.bind("messages", counter.messages())
                    .bind("newest", counter.newest())
                    .bind("owner", counter.owner())
                    .bind("thread", counter.thread()));
  }

  /** Deletes locked rows. */
  public void delete(Collection<ConversationCounter> counters) {
    database
        .sql(DELETE)
        .batch(
            counters,
            (counter, row) -> row.bind("owner", counter.owner()).bind("thread", counter.thread()));
  }

  /** Deletes all rows of an owner, which are locked. */
  public void deleteAll(String owner) {
    database.sql(DELETE_ALL).bind("owner", owner).update();
  }
}
