package dev.letterbox.message.store.maintenance;

import static java.util.stream.Collectors.toSet;

import dev.letterbox.message.store.ConversationCounter;
import dev.letterbox.message.store.ConversationRepository;
import dev.letterbox.message.store.DeliveryRepository;
import dev.letterbox.message.store.DeliveryRepository.DeliveryKey;
import dev.letterbox.message.store.MailboxRepository;
import dev.letterbox.message.store.MailboxRepository.CounterDelta;
import dev.letterbox.message.store.MessageRepository;
import dev.letterbox.message.store.maintenance.MessageIdRanges.MessageIdRange;
import dev.letterbox.shared.jdbc.Database;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Deletes conversations that all of their users have deleted. Candidates are found without locks,
 * and checked again with all locks.
 *
 * <p>Deleted conversations are in no inbox, so no counters change; the versions of mailboxes do.
 */
@ApplicationScoped
public class ConversationDeletion {

  /** Condition on a root {@code m}: all users deleted its conversation before the cutoff. */
  private static final String DELETED_BY_ALL =
      """
      not exists (
        select 1 from lb_message o {index lb_message_thread}
        where o.thread_id = m.id and (
          o.moderation_status = 'PENDING'
          or o.sent_at > :cutoff
          or (o.sender is not null
            and (o.sender_deleted_at is null or o.sender_deleted_at > :cutoff))
          or (o.moderation_status = 'REJECTED' and o.moderation_date > :cutoff)
          or o.withdrawn_at > :cutoff))
      and not exists (
        select 1 from {fixed join order}
          lb_message o {index lb_message_thread}
          join lb_delivery d {index lb_delivery_message} on d.message_id = o.id
        where o.thread_id = m.id and o.moderation_status = 'ACCEPTED'
          and (d.deleted_at is null or d.deleted_at > :cutoff))
      """;

  private static final String SELECT_CANDIDATES =
      """
      select m.id, (
        select count(*) from {fixed join order}
          lb_message o {index lb_message_thread}
          join lb_delivery d {index lb_delivery_message} on d.message_id = o.id
        where o.thread_id = m.id) as deliveries
      from lb_message m
      where m.id > :start and m.id <= :end and m.id = m.thread_id
      and\s"""
          + DELETED_BY_ALL
          + "order by m.id fetch first :limit rows only {unlocked}";

  private static final String SELECT_STILL_DELETED =
      "select m.id from lb_message m where m.id in (:threads) and m.id = m.thread_id and "
          + DELETED_BY_ALL;

  private static final String SELECT_FIRST_DELIVERIES =
      """
      select d.message_id, d.recipient from {fixed join order}
        lb_message m {index lb_message_thread}
        join lb_delivery d {index lb_delivery_message} on d.message_id = m.id
      where m.thread_id = :thread
      order by d.message_id, d.recipient fetch first :limit rows only
      """;
  private static final String SELECT_MESSAGES =
      """
      select id, sender from lb_message {index lb_message_thread}
      where thread_id in (:threads) order by id
      """;

  @Inject private Database database;
  @Inject private ConversationRepository conversationRepository;
  @Inject private DeliveryRepository deliveryRepository;
  @Inject private MessageRepository messageRepository;
  @Inject private MailboxRepository mailboxRepository;

  /**
   * A conversation that all users seem to have deleted.
   *
   * @param deliveries number of its deliveries
   */
  public record DeletionCandidate(long thread, long deliveries) {}

  /** Numbers of deleted rows. */
  public record DeletionCounts(int conversations, int messages, int deliveries) {}

  /** The first candidates whose roots are in a range. Reads without locks. */
  public List<DeletionCandidate> findCandidates(MessageIdRange range, Instant cutoff, int limit) {
    return database
        .sql(SELECT_CANDIDATES)
        .bind("start", range.startExclusive())
        .bind("end", range.endInclusive())
        .bind("cutoff", cutoff)
        .bind("limit", limit)
        .list(row -> new DeletionCandidate(row.getLong("id"), row.getLong("deliveries")));
  }

  /**
   * Locks these conversations, and deletes those that all users still have deleted.
   *
   * @param candidates at most 1,000
   */
  public DeletionCounts delete(Collection<Long> candidates, Instant cutoff) {
    List<ConversationCounter> lockedConversations = conversationRepository.lockThreads(candidates);
    List<Long> messageIds = messageRepository.findIds(candidates);
    List<DeliveryKey> lockedDeliveries = deliveryRepository.lockAll(messageIds);
    messageRepository.lock(messageIds);
    List<Long> threads =
        database
            .sql(SELECT_STILL_DELETED)
            .bindList("threads", candidates)
            .bind("cutoff", cutoff)
            .list(row -> row.getLong("id"));
    Map<Long, String> sendersByMessage =
        database
            .sql(SELECT_MESSAGES)
            .bindList("threads", threads)
            .map(row -> row.getLong("id"), row -> row.getString("sender"));
    List<DeliveryKey> deliveries =
        lockedDeliveries.stream()
            .filter(key -> sendersByMessage.containsKey(key.messageId()))
            .toList();
    conversationRepository.delete(
        lockedConversations.stream().filter(row -> threads.contains(row.thread())).toList());
    deliveryRepository.delete(deliveries);
    deleteMessages(sendersByMessage.keySet());
    Set<String> owners = new HashSet<>(sendersByMessage.values());
    owners.remove(null);
    deliveries.stream().map(DeliveryKey::recipient).forEach(owners::add);
    increaseMailboxVersions(owners);
    return new DeletionCounts(threads.size(), sendersByMessage.size(), deliveries.size());
  }

  /** Deletes locked messages without deliveries, together with their tags and ratings. */
  void deleteMessages(Collection<Long> ids) {
    messageRepository.deleteRatings(ids);
    messageRepository.deleteAll(ids);
  }

  /**
   * Deletes the first deliveries of a conversation that has too many for one transaction.
   *
   * @return how many were deleted; less than the limit if those were all, or one was restored
   */
  public int deleteDeliveries(long thread, Instant cutoff, int limit) {
    List<DeliveryKey> deliveries =
        database
            .sql(SELECT_FIRST_DELIVERIES)
            .bind("thread", thread)
            .bind("limit", limit)
            .list(DeliveryKey::of);
    List<DeliveryKey> deleted = deliveryRepository.deleteIfDeleted(deliveries, cutoff);
    increaseMailboxVersions(deleted.stream().map(DeliveryKey::recipient).collect(toSet()));
    return deleted.size();
  }

  private void increaseMailboxVersions(Set<String> owners) {
    SortedMap<String, CounterDelta> deltas = new TreeMap<>();
    owners.forEach(owner -> deltas.put(owner, CounterDelta.VERSION_ONLY));
    mailboxRepository.apply(deltas);
  }
}
