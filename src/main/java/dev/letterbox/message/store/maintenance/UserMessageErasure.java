package dev.letterbox.message.store.maintenance;

import dev.letterbox.message.store.ConversationRepository;
import dev.letterbox.message.store.Delivery;
import dev.letterbox.message.store.DeliveryRepository;
import dev.letterbox.message.store.MailboxRepository;
import dev.letterbox.message.store.MailboxRepository.CounterDelta;
import dev.letterbox.message.store.MessageRepository;
import dev.letterbox.shared.jdbc.Database;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Erases a user from messages and deliveries, in one transaction and in the order of the methods.
 * The user's deliveries are deleted, messages get a pseudonym as sender and recipient, and messages
 * that no user can see are deleted, or cleared where a visible conversation needs them.
 *
 * <p>No counters of other users change: what is deleted was not visible to them.
 */
@ApplicationScoped
public class UserMessageErasure {

  private static final int BATCH_SIZE = 1000;

  private static final List<String> SELECT_BY_USER =
      List.of(
          """
          select 1 from lb_delivery {index lb_delivery_pk}
          where recipient = :user fetch first 1 rows only
          """,
          "select 1 from lb_message where sender = :user fetch first 1 rows only",
          "select 1 from lb_message where recipient = :user fetch first 1 rows only",
          "select 1 from lb_message where moderation_by = :user fetch first 1 rows only");

  private static final String COUNT_CONVERSATIONS =
      "select count(newest_id) from lb_conversation where owner = :owner";
  private static final String SELECT_RECEIVED =
      """
      select %s
      from lb_delivery {index lb_delivery_pk}
      where recipient = :recipient and message_id > :after
      order by message_id fetch first :limit rows only {for update}
      """
          .formatted(Delivery.COLUMNS);
  private static final String COUNT_BY_PSEUDONYM =
      """
      select count(*) from lb_message
      where sender = :pseudonym or recipient = :pseudonym or moderation_by = :pseudonym
      {unlocked}
      """;
  private static final String SELECT_AFFECTED_USERS =
      """
      select d.recipient as name from {fixed join order}
        lb_message m {index lb_message_sender}
        join lb_delivery d {index lb_delivery_message} on d.message_id = m.id
      where m.sender = :pseudonym
      union
      select m.sender as name from lb_message m
      where m.recipient = :pseudonym and m.sender is not null
      {unlocked}
      """;

  @Inject private Database database;
  @Inject private ConversationRepository conversationRepository;
  @Inject private DeliveryRepository deliveryRepository;
  @Inject private MessageRepository messageRepository;
  @Inject private MailboxRepository mailboxRepository;
  @Inject private OrphanedMessages orphanedMessages;

  /**
   * Result of {@link #erase}.
   *
   * @param deliveries deleted deliveries
   * @param messages deleted messages
   * @param counterDelta change of the counters of the user's mailbox
   */
  public record ErasedMessages(long deliveries, long messages, CounterDelta counterDelta) {}

  /** Whether a message names this user as sender, recipient or moderator. */
  public boolean isKnown(String user) {
    return SELECT_BY_USER.stream()
        .anyMatch(select -> database.sql(select).bind("user", user).exists());
  }

  /**
   * See {@link ConversationRepository#lockForErasure}; to be called before the account is locked.
   */
  public void lockConversations() {
    conversationRepository.lockForErasure();
  }

  /** Locks all rows of a user. */
  public void lock(String name) {
    conversationRepository.lockAll(name);
    deliveryRepository.lockAll(name);
    messageRepository.lockAll(name);
  }

  /** Erases a user from conversations, deliveries and messages, which are locked. */
  public ErasedMessages erase(String name, String pseudonym, Instant now) {
    CounterDelta delta = deleteConversations(name);
    long deliveryCount = 0;
    long messageCount = 0;
    List<Delivery> received = findReceived(name, 0);
    while (!received.isEmpty()) {
      delta = received.stream().map(Delivery::loss).reduce(delta, CounterDelta::plus);
      deliveryCount += received.size();
      deliveryRepository.delete(received.stream().map(Delivery::key).toList());
      List<Long> ids = received.stream().map(Delivery::messageId).toList();
      messageCount += orphanedMessages.deleteNotices(ids);
      received = findReceived(name, ids.get(ids.size() - 1));
    }
    messageRepository.rename(name, pseudonym, now);
    messageCount += orphanedMessages.deleteOrClear(pseudonym, now);
    return new ErasedMessages(deliveryCount, messageCount, delta);
  }

  private CounterDelta deleteConversations(String owner) {
    int inInbox =
        database.sql(COUNT_CONVERSATIONS).bind("owner", owner).single(row -> row.getInt(1));
    conversationRepository.deleteAll(owner);
    return new CounterDelta(0, 0, -inInbox);
  }

  private List<Delivery> findReceived(String name, long after) {
    return database
        .sql(SELECT_RECEIVED)
        .bind("recipient", name)
        .bind("after", after)
        .bind("limit", BATCH_SIZE)
        .list(Delivery::of);
  }

  /**
   * Changes the counters of the user's mailbox, and increases the versions of mailboxes that show
   * the pseudonym. Deliveries that are inserted concurrently are counted by their transactions, so
   * the mailbox stays.
   */
  public void updateMailboxes(String name, String pseudonym, CounterDelta delta) {
    SortedMap<String, CounterDelta> deltas = new TreeMap<>();
    database
        .sql(SELECT_AFFECTED_USERS)
        .bind("pseudonym", pseudonym)
        .forEach(row -> deltas.put(row.getString("name"), CounterDelta.VERSION_ONLY));
    deltas.put(name, delta);
    mailboxRepository.apply(deltas);
  }

  /** Number of messages that contain a pseudonym. */
  public long countMessages(String pseudonym) {
    return database
        .sql(COUNT_BY_PSEUDONYM)
        .bind("pseudonym", pseudonym)
        .single(row -> row.getLong(1));
  }
}
