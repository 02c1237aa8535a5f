package dev.letterbox.message.store;

import dev.letterbox.shared.jdbc.Database;
import dev.letterbox.shared.jdbc.SqlFragment;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Statements that differ as a whole between databases: on sets of rows, PostgreSQL takes arrays,
 * and Derby batches of single rows. The repositories of this package call them.
 */
interface MessageStoreStatements {

  static MessageStoreStatements of(Database database) {
    return database
        .dialect()
        .choose(
            () -> new DerbyMessageStoreStatements(database),
            () -> new PostgresqlMessageStoreStatements(database));
  }

  /** See {@link MessageRepository#newIdsLater}. */
  Supplier<List<Long>> newMessageIds(int count);

  /** See {@link MessageRepository#findForDecision}. */
  Optional<MessageHeader> findForDecision(long messageId);

  /** See {@link DeliveryRepository#deliver}. */
  int deliver(long messageId, int level, Collection<String> recipients);

  /** See {@link DeliveryRepository#lock(String, long)}. */
  void lockDelivery(String recipient, long messageId);

  /** See {@link DeliveryRepository#lockAll(long)}. */
  void lockDeliveries(long messageId);

  /** See {@link DeliveryRepository#lockAll(String)}. */
  void lockDeliveries(String recipient);

  /** See {@link DeliveryRepository#deleteAll}. */
  List<Delivery> deleteDeliveries(Collection<Long> messageIds);

  /** See {@link DeliveryRepository#deleteUnread}. */
  void deleteUnread(long messageId);

  /**
   * Marks all deliveries of a query as read that are in the inbox, locking them in the order of
   * their messages.
   *
   * @param unread selects {@code d.message_id} of unread deliveries {@code d} to this recipient;
   *     has a condition, and no order
   * @return the messages that were unread, in ascending order
   */
  List<Long> markAllRead(String recipient, SqlFragment unread, Instant now);

  /** See {@link MessageRepository#lock}. */
  void lockMessages(Collection<Long> orderedIds);

  /** See {@link MessageRepository#lockAll}. */
  void lockMessages(String user);

  /** See {@link MessageRepository#deleteAll}. */
  void deleteMessages(Collection<Long> ids);

  /** See {@link MailboxRepository#createMissing}. */
  void createMissingMailboxes(Collection<String> owners);

  /** See {@link MailboxRepository#addUnread(Collection)}. */
  void addUnread(Collection<String> owners);

  /** See {@link MailboxRepository#addUnread(long)}. */
  void addUnread(long messageId);

  /** See {@link MailboxRepository#subtractUnread}. */
  void subtractUnread(long messageId);

  /** Creates the missing rows for {@link ConversationRepository#createAndLock}. */
  void createMissingConversations(long thread, Collection<String> owners);

  /** See {@link ConversationRepository#lockAll}. */
  void lockConversations(String owner);

  /** See {@link ConversationRepository#lockForErasure}. */
  void lockConversationsForErasure();
}
