package dev.letterbox.message.store;

import dev.letterbox.message.MessageEventPublisher;
import dev.letterbox.shared.jdbc.SqlRunner;
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
 * conversations. First they are locked, in the order that {@link DeliveryRepository} states, then
 * looked at, then changed; what they were when they were locked they are until the end of the
 * transaction.
 *
 * <p>A fixed number of statements for each 1,000 deliveries.
 */
@ApplicationScoped
public class DeliveryUpdater {

  private static final String SELECT =
      "select "
          + Delivery.COLUMNS
          + " from lb_delivery --DERBY-PROPERTIES constraint=LB_DELIVERY_PK\n"
          + " where recipient = ? and message_id in (?...)";
  private static final String SELECT_THREADS =
      "select distinct thread_id"
          + " from lb_delivery --DERBY-PROPERTIES constraint=LB_DELIVERY_PK\n"
          + " where recipient = ? and single_message = false and message_id in (?...)";
  private static final String SELECT_IDS_OF_THREADS =
      "select message_id"
          + " from lb_delivery --DERBY-PROPERTIES index=LB_DELIVERY_CONVERSATION\n"
          + " where recipient = ? and single_message = false and thread_id in (?...)";
  private static final String LOCK =
      "update lb_delivery set archived = archived where recipient = ? and message_id = ?";
  private static final String UPDATE =
      "update lb_delivery set read_at = ?, archived = ?, deleted_at = ?"
          + " where recipient = ? and message_id = ?";
  private static final String DELETE =
      "delete from lb_delivery where recipient = ? and message_id = ?";

  @Inject private SqlRunner sql;
  @Inject private ConversationRepository conversationRepository;
  @Inject private MailboxCounters counters;
  @Inject private MessageEventPublisher eventPublisher;

  /** What a delivery was and what it becomes; null when it goes. */
  private record DeliveryChange(Delivery before, Delivery after) {

    boolean entersInbox() {
      return !before.isInInbox() && after != null && after.isInInbox();
    }

    boolean leavesInbox() {
      return before.isInInbox() && (after == null || !after.isInInbox());
    }

    boolean becomesRead() {
      return before.readAt() == null && after.readAt() != null;
    }

    int unreadDelta() {
      int unreadNow = after != null && after.isUnreadInInbox() ? 1 : 0;
      return unreadNow - (before.isUnreadInInbox() ? 1 : 0);
    }

    int totalDelta() {
      return entersInbox() ? 1 : leavesInbox() ? -1 : 0;
    }
  }

  /**
   * Locks deliveries of a user: these messages, and all of these conversations.
   *
   * @return those that there are, by id
   */
  public List<Delivery> lock(
      String owner, Collection<Long> messageIds, Collection<Long> threadIds) {
    Set<Long> requestedIds = new HashSet<>(messageIds);
    Set<Long> requestedThreads = new HashSet<>(threadIds);
    SortedSet<Long> lockedThreads = new TreeSet<>(threadIds);
    lockedThreads.addAll(selectIds(SELECT_THREADS, "thread_id", owner, requestedIds));
    conversationRepository.lock(owner, lockedThreads);
    SortedSet<Long> ids = new TreeSet<>(requestedIds);
    ids.addAll(requestedThreads); // a root that is alone
    ids.addAll(selectIds(SELECT_IDS_OF_THREADS, "message_id", owner, requestedThreads));
    List<Delivery> deliveries = lockDeliveries(owner, ids);
    // a reply that came in between has made a conversation of what was alone
    Set<Long> newThreads =
        deliveries.stream()
            .filter(
                delivery -> !delivery.singleMessage() && !lockedThreads.contains(delivery.thread()))
            .map(Delivery::thread)
            .collect(Collectors.toSet());
    conversationRepository.lock(owner, newThreads);
    return deliveries.stream()
        .filter(
            delivery ->
                requestedIds.contains(delivery.messageId())
                    || requestedThreads.contains(delivery.thread()))
        .toList();
  }

  private List<Long> selectIds(String query, String column, String owner, Collection<Long> values) {
    return sql.queryIn(query, row -> row.getLong(column), List.of(owner), values);
  }

  /** Locks deliveries of a user that nobody is going to move. */
  public List<Delivery> lockDeliveries(String owner, SortedSet<Long> ids) {
    if (sql.isDerby()) {
      sql.batch(LOCK, ids.stream().map(id -> new Object[] {owner, id}).toList());
    }
    String order = " order by message_id" + (sql.isDerby() ? "" : " for update");
    return sql.queryIn(SELECT + order, Delivery::of, List.of(owner), ids);
  }

  /**
   * Changes deliveries that are locked.
   *
   * @return how many have really changed
   */
  public int update(String owner, Collection<Delivery> locked, UnaryOperator<Delivery> operation) {
    List<DeliveryChange> changes =
        locked.stream()
            .map(delivery -> new DeliveryChange(delivery, operation.apply(delivery)))
            .filter(change -> !change.before().equals(change.after()))
            .toList();
    sql.batch(UPDATE, changes.stream().map(change -> toParameters(change.after())).toList());
    updateCounters(owner, changes);
    publishRead(
        owner,
        changes.stream().filter(DeliveryChange::becomesRead).map(DeliveryChange::after).toList());
    return changes.size();
  }

  private void publishRead(String owner, List<Delivery> read) {
    if (!read.isEmpty()) {
      eventPublisher.publishRead(
          owner, read.stream().map(Delivery::messageId).toList(), read.get(0).readAt());
    }
  }

  private static Object[] toParameters(Delivery delivery) {
    return new Object[] {
      delivery.readAt(),
      delivery.archived(),
      delivery.deletedAt(),
      delivery.recipient(),
      delivery.messageId()
    };
  }

  /** Removes deliveries that are locked, for good. */
  public void delete(String owner, Collection<Delivery> locked) {
    sql.batch(
        DELETE,
        locked.stream().map(delivery -> new Object[] {owner, delivery.messageId()}).toList());
    updateCounters(
        owner, locked.stream().map(delivery -> new DeliveryChange(delivery, null)).toList());
  }

  private void updateCounters(String owner, List<DeliveryChange> changes) {
    if (!changes.isEmpty()) {
      List<DeliveryChange> moved =
          changes.stream().filter(change -> change.totalDelta() != 0).toList();
      counters.apply(
          owner,
          new MailboxCounters.CounterDelta(
              changes.stream().mapToInt(DeliveryChange::unreadDelta).sum(),
              moved.stream().mapToInt(DeliveryChange::totalDelta).sum(),
              conversationDelta(owner, moved)));
    }
  }

  private int conversationDelta(String owner, List<DeliveryChange> moved) {
    Map<Long, List<DeliveryChange>> byThread =
        moved.stream()
            .filter(change -> !change.before().singleMessage())
            .collect(Collectors.groupingBy(change -> change.before().thread()));
    int delta =
        moved.stream()
            .filter(change -> change.before().singleMessage())
            .mapToInt(DeliveryChange::totalDelta)
            .sum();
    if (byThread.isEmpty()) {
      return delta;
    }
    List<ConversationRepository.ConversationCounter> counterRows =
        conversationRepository.lock(owner, byThread.keySet());
    Map<Long, Long> newest =
        conversationRepository.findNewest(owner, threadsLosingNewest(counterRows, moved));
    List<ConversationRepository.ConversationCounter> changed = new ArrayList<>();
    for (ConversationRepository.ConversationCounter counter : counterRows) {
      ConversationRepository.ConversationCounter updated =
          updatedCounter(counter, byThread.get(counter.thread()), newest);
      changed.add(updated);
      delta += (updated.messages() > 0 ? 1 : 0) - (counter.messages() > 0 ? 1 : 0);
    }
    conversationRepository.update(changed);
    return delta;
  }

  private static Set<Long> threadsLosingNewest(
      List<ConversationRepository.ConversationCounter> counterRows, List<DeliveryChange> moved) {
    Set<Long> leavingIds =
        moved.stream()
            .filter(DeliveryChange::leavesInbox)
            .map(change -> change.before().messageId())
            .collect(Collectors.toSet());
    return counterRows.stream()
        .filter(counter -> counter.newest() != null && leavingIds.contains(counter.newest()))
        .map(ConversationRepository.ConversationCounter::thread)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /**
   * Those who enter are looked at one by one; for those who leave {@code newest} says who is next.
   */
  private static ConversationRepository.ConversationCounter updatedCounter(
      ConversationRepository.ConversationCounter counter,
      List<DeliveryChange> changes,
      Map<Long, Long> newest) {
    ConversationRepository.ConversationCounter updated =
        newest.containsKey(counter.thread())
            ? counter.withNewest(newest.get(counter.thread()))
            : counter;
    for (DeliveryChange change : changes) {
      updated =
          change.entersInbox()
              ? updated.withMessageAdded(change.before().messageId())
              : updated.withMessageRemoved();
    }
    return updated;
  }
}
