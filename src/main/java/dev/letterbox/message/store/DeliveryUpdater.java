package dev.letterbox.message.store;

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
 * Changes deliveries of one user together with the counters of the mailbox and of conversations.
 * First {@link #lock} the deliveries, then look at them, then change them: their state does not
 * change in between.
 *
 * <p>A fixed number of statements for each 1,024 deliveries.
 */
@ApplicationScoped
public class DeliveryUpdater {

  @Inject private DeliveryRepository deliveryRepository;
  @Inject private ConversationRepository conversationRepository;
  @Inject private MailboxRepository mailboxRepository;
  @Inject private ReadEventPublisher readEventPublisher;

  /** A delivery before and after a change. */
  private record DeliveryChange(Delivery before, Delivery after) {

    boolean entersInbox() {
      return !before.isInInbox() && after.isInInbox();
    }

    boolean leavesInbox() {
      return before.isInInbox() && !after.isInInbox();
    }

    boolean becomesRead() {
      return before.readAt() == null && after.readAt() != null;
    }

    int unreadDelta() {
      int unreadNow = after.isUnreadInInbox() ? 1 : 0;
      return unreadNow - (before.isUnreadInInbox() ? 1 : 0);
    }

    int totalDelta() {
      return entersInbox() ? 1 : leavesInbox() ? -1 : 0;
    }
  }

  /**
   * Locks the existing deliveries of these messages and conversations to a user.
   *
   * @return the deliveries, in the order of their messages
   */
  public List<Delivery> lock(
      String owner, Collection<Long> messageIds, Collection<Long> threadIds) {
    Set<Long> requestedIds = new HashSet<>(messageIds);
    Set<Long> requestedThreads = new HashSet<>(threadIds);
    SortedSet<Long> lockedThreads = new TreeSet<>(threadIds);
    lockedThreads.addAll(deliveryRepository.findThreads(owner, requestedIds));
    conversationRepository.lock(owner, lockedThreads);
    SortedSet<Long> ids = new TreeSet<>(requestedIds);
    ids.addAll(requestedThreads); // roots that are single messages
    ids.addAll(deliveryRepository.findMessages(owner, requestedThreads));
    List<Delivery> deliveries = deliveryRepository.lock(owner, ids);
    // a reply that was delivered in between may have turned a single message into a conversation
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

  /**
   * Changes locked deliveries.
   *
   * @return the number of deliveries that have changed
   */
  public int update(String owner, Collection<Delivery> locked, UnaryOperator<Delivery> operation) {
    List<DeliveryChange> changes =
        locked.stream()
            .map(delivery -> new DeliveryChange(delivery, operation.apply(delivery)))
            .filter(change -> !change.before().equals(change.after()))
            .toList();
    deliveryRepository.update(changes.stream().map(DeliveryChange::after).toList());
    updateCounters(owner, changes);
    publishRead(
        owner,
        changes.stream().filter(DeliveryChange::becomesRead).map(DeliveryChange::after).toList());
    return changes.size();
  }

  private void publishRead(String owner, List<Delivery> read) {
    if (!read.isEmpty()) {
      readEventPublisher.publish(
          owner, read.stream().map(Delivery::messageId).toList(), read.get(0).readAt());
    }
  }

  private void updateCounters(String owner, List<DeliveryChange> changes) {
    if (!changes.isEmpty()) {
      List<DeliveryChange> moved =
          changes.stream().filter(change -> change.totalDelta() != 0).toList();
      mailboxRepository.apply(
          owner,
          new MailboxRepository.CounterDelta(
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
    List<ConversationCounter> counterRows = conversationRepository.lock(owner, byThread.keySet());
    Map<Long, Long> newest =
        conversationRepository.findNewest(owner, threadsLosingNewest(counterRows, moved));
    List<ConversationCounter> changed = new ArrayList<>();
    for (ConversationCounter counter : counterRows) {
      ConversationCounter updated = updatedCounter(counter, byThread.get(counter.thread()), newest);
      changed.add(updated);
      delta += (updated.messages() > 0 ? 1 : 0) - (counter.messages() > 0 ? 1 : 0);
    }
    conversationRepository.update(changed);
    return delta;
  }

  private static Set<Long> threadsLosingNewest(
      List<ConversationCounter> counterRows, List<DeliveryChange> moved) {
    Set<Long> leavingIds =
        moved.stream()
            .filter(DeliveryChange::leavesInbox)
            .map(change -> change.before().messageId())
            .collect(Collectors.toSet());
    return counterRows.stream()
        .filter(counter -> counter.newest() != null && leavingIds.contains(counter.newest()))
        .map(ConversationCounter::thread)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /**
   * Counts messages that enter or leave the inbox.
   *
   * @param newest the newest remaining message of threads whose newest message leaves
   */
  private static ConversationCounter updatedCounter(
      ConversationCounter counter, List<DeliveryChange> changes, Map<Long, Long> newest) {
    ConversationCounter updated =
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
