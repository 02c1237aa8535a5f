package dev.letterbox.message;

import dev.letterbox.shared.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Changes deliveries of one user, and with them his counters and what is known of his
 * conversations. First they are locked, in the order that {@link Deliveries} states, then looked
 * at, then changed; what they were when they were locked they are until the end of the transaction.
 *
 * <p>A fixed number of statements for each 1,000 deliveries.
 */
@ApplicationScoped
public class DeliveryChanges {

  private static final String COLUMNS =
      "select "
          + Delivery.COLUMNS
          + " from lb_delivery --DERBY-PROPERTIES constraint=LB_DELIVERY_PK\n"
          + " where recipient = ? and message_id in (?...)";
  private static final String THREADS =
      "select distinct thread_id"
          + " from lb_delivery --DERBY-PROPERTIES constraint=LB_DELIVERY_PK\n"
          + " where recipient = ? and single_message = false and message_id in (?...)";
  private static final String OF_THREADS =
      "select message_id"
          + " from lb_delivery --DERBY-PROPERTIES index=LB_DELIVERY_CONVERSATION\n"
          + " where recipient = ? and single_message = false and thread_id in (?...)";
  private static final String LOCK =
      "update lb_delivery set archived = archived where recipient = ? and message_id = ?";
  private static final String CHANGE =
      "update lb_delivery set read_at = ?, archived = ?, deleted_at = ?"
          + " where recipient = ? and message_id = ?";
  private static final String REMOVE =
      "delete from lb_delivery where recipient = ? and message_id = ?";

  @Inject private Sql sql;
  @Inject private ConversationRows conversations;
  @Inject private Counters counters;
  @Inject private Announcing announcing;

  /** What a delivery was and what it becomes; null when it goes. */
  private record Change(Delivery before, Delivery after) {

    boolean enters() {
      return !before.isInInbox() && after != null && after.isInInbox();
    }

    boolean leaves() {
      return before.isInInbox() && (after == null || !after.isInInbox());
    }

    boolean becomesRead() {
      return before.readAt() == null && after.readAt() != null;
    }

    int unread() {
      int unreadNow = after != null && after.isUnreadInInbox() ? 1 : 0;
      return unreadNow - (before.isUnreadInInbox() ? 1 : 0);
    }

    int total() {
      return enters() ? 1 : leaves() ? -1 : 0;
    }
  }

  /**
   * Locks deliveries of a user: these messages, and all of these conversations.
   *
   * @return those that there are, by id
   */
  public List<Delivery> lock(String owner, Collection<Long> messages, Collection<Long> threads) {
    Set<Long> named = new HashSet<>(messages);
    Set<Long> namedThreads = new HashSet<>(threads);
    SortedSet<Long> locked = new TreeSet<>(threads);
    locked.addAll(ids(THREADS, "thread_id", owner, named));
    conversations.lock(owner, locked);
    SortedSet<Long> ids = new TreeSet<>(named);
    ids.addAll(namedThreads); // a root that is alone
    ids.addAll(ids(OF_THREADS, "message_id", owner, namedThreads));
    List<Delivery> deliveries = lockDeliveries(owner, ids);
    // a reply that came in between has made a conversation of what was alone
    Set<Long> late =
        deliveries.stream()
            .filter(delivery -> !delivery.alone() && !locked.contains(delivery.thread()))
            .map(Delivery::thread)
            .collect(Collectors.toSet());
    conversations.lock(owner, late);
    return deliveries.stream()
        .filter(
            delivery ->
                named.contains(delivery.messageId()) || namedThreads.contains(delivery.thread()))
        .toList();
  }

  private List<Long> ids(String query, String column, String owner, Collection<Long> of) {
    return sql.queryIn(query, row -> row.getLong(column), List.of(owner), of);
  }

  /** Locks deliveries of a user that nobody is going to move. */
  List<Delivery> lockDeliveries(String owner, SortedSet<Long> ids) {
    if (sql.isDerby()) {
      sql.batch(LOCK, ids.stream().map(id -> new Object[] {owner, id}).toList());
    }
    String order = " order by message_id" + (sql.isDerby() ? "" : " for update");
    return sql.queryIn(COLUMNS + order, Delivery::of, List.of(owner), ids);
  }

  /**
   * Changes deliveries that are locked.
   *
   * @return how many have really changed
   */
  public int change(String owner, Collection<Delivery> locked, UnaryOperator<Delivery> change) {
    List<Change> changes =
        locked.stream()
            .map(delivery -> new Change(delivery, change.apply(delivery)))
            .filter(it -> !it.before().equals(it.after()))
            .toList();
    sql.batch(CHANGE, changes.stream().map(it -> row(it.after())).toList());
    settle(owner, changes);
    tellRead(owner, changes.stream().filter(Change::becomesRead).map(Change::after).toList());
    return changes.size();
  }

  private void tellRead(String owner, List<Delivery> read) {
    if (!read.isEmpty()) {
      announcing.tellRead(
          owner, read.stream().map(Delivery::messageId).toList(), read.get(0).readAt());
    }
  }

  private static Object[] row(Delivery delivery) {
    return new Object[] {
      delivery.readAt(),
      delivery.archived(),
      delivery.deletedAt(),
      delivery.recipient(),
      delivery.messageId()
    };
  }

  /** Removes deliveries that are locked, for good. */
  public void remove(String owner, Collection<Delivery> locked) {
    sql.batch(
        REMOVE,
        locked.stream().map(delivery -> new Object[] {owner, delivery.messageId()}).toList());
    settle(owner, locked.stream().map(delivery -> new Change(delivery, null)).toList());
  }

  private void settle(String owner, List<Change> changes) {
    if (!changes.isEmpty()) {
      List<Change> moved = changes.stream().filter(it -> it.total() != 0).toList();
      counters.changed(
          owner,
          new Counters.Change(
              changes.stream().mapToInt(Change::unread).sum(),
              moved.stream().mapToInt(Change::total).sum(),
              moreConversations(owner, moved)));
    }
  }

  private int moreConversations(String owner, List<Change> moved) {
    Map<Long, List<Change>> byThread =
        moved.stream()
            .filter(it -> !it.before().alone())
            .collect(Collectors.groupingBy(it -> it.before().thread()));
    int more = moved.stream().filter(it -> it.before().alone()).mapToInt(Change::total).sum();
    if (byThread.isEmpty()) {
      return more;
    }
    List<ConversationRows.Row> rows = conversations.lock(owner, byThread.keySet());
    Map<Long, Long> newest = conversations.newest(owner, threadsWhoseNewestLeaves(rows, moved));
    List<ConversationRows.Row> changed = new ArrayList<>();
    for (ConversationRows.Row row : rows) {
      ConversationRows.Row after = after(row, byThread.get(row.thread()), newest);
      changed.add(after);
      more += (after.messages() > 0 ? 1 : 0) - (row.messages() > 0 ? 1 : 0);
    }
    conversations.store(changed);
    return more;
  }

  private static Set<Long> threadsWhoseNewestLeaves(
      List<ConversationRows.Row> rows, List<Change> moved) {
    Set<Long> left =
        moved.stream()
            .filter(Change::leaves)
            .map(it -> it.before().messageId())
            .collect(Collectors.toSet());
    return rows.stream()
        .filter(row -> row.newest() != null && left.contains(row.newest()))
        .map(ConversationRows.Row::thread)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /**
   * Those who enter are looked at one by one; for those who leave {@code newest} says who is next.
   */
  private static ConversationRows.Row after(
      ConversationRows.Row row, List<Change> changes, Map<Long, Long> newest) {
    ConversationRows.Row after =
        newest.containsKey(row.thread()) ? row.withNewest(newest.get(row.thread())) : row;
    for (Change change : changes) {
      after =
          change.enters() ? after.withOneMore(change.before().messageId()) : after.withOneLess();
    }
    return after;
  }
}
