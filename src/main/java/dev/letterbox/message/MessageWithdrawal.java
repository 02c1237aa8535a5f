package dev.letterbox.message;

import dev.letterbox.api.MessageNotFoundException;
import dev.letterbox.message.store.ConversationRepository;
import dev.letterbox.message.store.DeliveryRepository;
import dev.letterbox.message.store.MailboxCounters;
import dev.letterbox.message.store.MailboxesChanged;
import dev.letterbox.message.store.ReplyTimestamps;
import dev.letterbox.shared.jdbc.SqlRunner;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Withdraws messages. One statement clears the text of the message. Unread deliveries are deleted;
 * recipients who have read it keep the rest. Counters are reduced in sets, in the order of their
 * owners, at the cost of the delivery.
 */
@ApplicationScoped
class MessageWithdrawal {

  private static final String SELECT =
      """
      select thread_id, parent_id, sender, recipient, sender_deleted_at, sent_at
      from lb_message where id = ?
      """;
  private static final String SELECT_CONVERSATION_OWNERS =
      "select recipient from lb_delivery --DERBY-PROPERTIES index=LB_DELIVERY_MESSAGE\n"
          + " where message_id = ? and single_message = false order by recipient";
  private static final String SELECT_AFFECTED_OWNERS =
      "select recipient from lb_delivery --DERBY-PROPERTIES index=LB_DELIVERY_MESSAGE\n"
          + " where message_id = ? and single_message = false and read_at is null and archived = false"
          + " and deleted_at is null order by recipient";
  private static final String WITHDRAW =
      """
      update lb_message set withdrawn_at = ?, subject = null, body = '', version = version + 1
      where id = ? and withdrawn_at is null
      """;

  @Inject private SqlRunner sql;
  @Inject private DeliveryRepository deliveryRepository;
  @Inject private ConversationRepository conversationRepository;
  @Inject private MailboxCounters counters;
  @Inject private ReplyTimestamps replyTimestamps;

  private record SentMessage(
      long id,
      long thread,
      Long parent,
      String sender,
      String recipient,
      Instant sentAt,
      Instant deletedAt) {

    static SentMessage of(long id, ResultSet row) throws SQLException {
      return new SentMessage(
          id,
          row.getLong("thread_id"),
          row.getObject("parent_id", Long.class),
          row.getString("sender"),
          row.getString("recipient"),
          SqlRunner.instant(row, "sent_at"),
          SqlRunner.instant(row, "sender_deleted_at"));
    }

    /** The mailboxes that it was delivered to. */
    MailboxesChanged changedMailboxes() {
      return recipient == null
          ? MailboxesChanged.ANY_OWNER
          : MailboxesChanged.of(Set.of(recipient));
    }

    /**
     * A message that was deleted for its sender when it was written stays visible to the sender.
     */
    boolean isVisibleTo(String user) {
      return user.equals(sender) && (deletedAt == null || deletedAt.equals(sentAt));
    }
  }

  /**
   * Withdraws a message; has no effect on one that is withdrawn already.
   *
   * @param sender name of the user who must be its sender; null for any sender
   * @throws MessageNotFoundException when it does not exist, or is not the sender's
   */
  void withdraw(long messageId, String sender, Instant now) {
    SentMessage message =
        sql.query(SELECT, row -> SentMessage.of(messageId, row), messageId).stream()
            .filter(sent -> sender == null || sent.isVisibleTo(sender))
            .findFirst()
            .orElseThrow(() -> new MessageNotFoundException(messageId));
    lockConversations(message);
    if (message.parent() != null) {
      replyTimestamps.lock(message.sender(), message.parent());
    }
    deliveryRepository.lockDeliveries(messageId);
    lockConversations(message); // a reply may have been delivered in between
    if (sql.update(WITHDRAW, now, messageId) > 0) {
      if (message.recipient() != null) {
        deliveryRepository.lockDeliveries(messageId); // it may have been accepted in between
      }
      removeUnreadDeliveries(message);
    }
  }

  private void lockConversations(SentMessage message) {
    conversationRepository.lockForOwners(
        message.thread(),
        new TreeSet<>(
            sql.query(
                SELECT_CONVERSATION_OWNERS, row -> row.getString("recipient"), message.id())));
  }

  /** Updates mailboxes in the order of their owners. */
  private void removeUnreadDeliveries(SentMessage message) {
    SortedSet<String> affectedOwners =
        new TreeSet<>(
            sql.query(SELECT_AFFECTED_OWNERS, row -> row.getString("recipient"), message.id()));
    SortedMap<String, MailboxCounters.CounterDelta> replierDeltas = new TreeMap<>();
    if (message.parent() != null) {
      replyTimestamps.recompute(message.sender(), message.thread(), message.parent());
      replierDeltas.put(message.sender(), MailboxCounters.CounterDelta.VERSION_ONLY);
    }
    String recipient = message.recipient() == null ? "" : message.recipient();
    counters.apply(replierDeltas.headMap(recipient));
    deliveryRepository.subtractUnread(message.id());
    counters.publishChange(message.changedMailboxes());
    counters.apply(replierDeltas.tailMap(recipient));
    deliveryRepository.deleteUnread(message.id());
    removeFromConversations(message, affectedOwners);
  }

  /**
   * Removes the message from the conversation counters of these owners, whose mailboxes are locked.
   */
  private void removeFromConversations(SentMessage message, SortedSet<String> owners) {
    List<ConversationRepository.ConversationCounter> updated = new ArrayList<>();
    SortedMap<String, MailboxCounters.CounterDelta> deltas = new TreeMap<>();
    Map<String, Long> newest = conversationRepository.findNewest(message.thread(), owners);
    for (ConversationRepository.ConversationCounter counter :
        conversationRepository.lockForOwners(message.thread(), owners)) {
      ConversationRepository.ConversationCounter remaining =
          counter.withMessageRemoved().withNewest(newest.get(counter.owner()));
      updated.add(remaining);
      deltas.put(
          counter.owner(),
          new MailboxCounters.CounterDelta(0, 0, remaining.messages() == 0 ? -1 : 0));
    }
    conversationRepository.update(updated);
    counters.apply(deltas);
  }
}
