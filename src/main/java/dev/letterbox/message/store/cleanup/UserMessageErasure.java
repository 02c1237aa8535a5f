package dev.letterbox.message.store.cleanup;

import dev.letterbox.message.store.ConversationRepository;
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
  private static final String DELETE_CONVERSATIONS =
      "delete from lb_conversation where owner = :owner";
  private static final String SELECT_RECEIVED =
      """
      select message_id, single_message, read_at, archived, deleted_at
      from lb_delivery {index lb_delivery_pk}
      where recipient = :recipient and message_id > :after
      order by message_id fetch first :limit rows only {for update}
      """;
  private static final String RENAME_SENDER =
      """
      update lb_message
      set sender = :pseudonym, version = version + 1,
        sender_deleted_at = coalesce(sender_deleted_at, :now)
      where sender = :name
      """;
  private static final String RENAME_RECIPIENT =
      """
      update lb_message set recipient = :pseudonym, version = version + 1
      where recipient = :name
      """;
  private static final String RENAME_MODERATOR =
      """
      update lb_message set moderation_by = :pseudonym, version = version + 1
      where moderation_by = :name
      """;

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

  private record ReceivedDelivery(
      long message, boolean inInbox, boolean unread, boolean singleMessage) {

    CounterDelta removal() {
      return inInbox
          ? new CounterDelta(unread ? -1 : 0, -1, singleMessage ? -1 : 0)
          : CounterDelta.VERSION_ONLY;
    }
  }

  /** Whether a message names this user as sender, recipient or moderator. */
  public boolean isKnown(String user) {
    return SELECT_BY_USER.stream()
        .anyMatch(select -> database.sql(select).bind("user", user).exists());
  }

  /**
   * On Derby, serialises erasures with each other and with replies, which would deadlock otherwise.
   * To be called before the account is locked.
   */
  public void lockConversations() {
    conversationRepository.lockTableOnDerby();
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
    List<ReceivedDelivery> received = findReceived(name, 0);
    while (!received.isEmpty()) {
      List<Long> ids = received.stream().map(ReceivedDelivery::message).toList();
      delta = received.stream().map(ReceivedDelivery::removal).reduce(delta, CounterDelta::plus);
      deliveryCount += ids.size();
      messageCount += deleteDeliveries(name, ids);
      received = findReceived(name, ids.get(ids.size() - 1));
    }
    rename(name, pseudonym, now);
    messageCount += orphanedMessages.deleteOrClear(pseudonym, now);
    return new ErasedMessages(deliveryCount, messageCount, delta);
  }

  private CounterDelta deleteConversations(String owner) {
    int inInbox =
        database.sql(COUNT_CONVERSATIONS).bind("owner", owner).single(row -> row.getInt(1));
    database.sql(DELETE_CONVERSATIONS).bind("owner", owner).update();
    return new CounterDelta(0, 0, -inInbox);
  }

  private List<ReceivedDelivery> findReceived(String name, long after) {
    return database
        .sql(SELECT_RECEIVED)
        .bind("recipient", name)
        .bind("after", after)
        .bind("limit", BATCH_SIZE)
        .list(
            row ->
                new ReceivedDelivery(
                    row.getLong("message_id"),
                    !row.getBoolean("archived") && row.getTimestamp("deleted_at") == null,
                    row.getTimestamp("read_at") == null,
                    row.getBoolean("single_message")));
  }

  /**
   * Deletes deliveries, and broadcasts and notices that no other user has; returns their number.
   */
  private int deleteDeliveries(String name, List<Long> messageIds) {
    deliveryRepository.delete(name, messageIds);
    return orphanedMessages.deleteNotices(messageIds);
  }

  private void rename(String name, String pseudonym, Instant now) {
    database
        .sql(RENAME_SENDER)
        .bind("pseudonym", pseudonym)
        .bind("now", now)
        .bind("name", name)
        .update();
    for (String rename : List.of(RENAME_RECIPIENT, RENAME_MODERATOR)) {
      database.sql(rename).bind("pseudonym", pseudonym).bind("name", name).update();
    }
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
