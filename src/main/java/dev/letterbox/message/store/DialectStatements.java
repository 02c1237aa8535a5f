package dev.letterbox.message.store;

import dev.letterbox.shared.jdbc.SqlFragment;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Statements that differ as a whole between databases: on sets of rows, PostgreSQL takes arrays,
 * and Derby batches of single rows. The repositories of this package describe and call them.
 */
interface DialectStatements {

  List<Long> newMessageIds(int count);

  Optional<MessageHeader> findForDecision(long messageId);

  int deliver(long messageId, int level, Collection<String> recipients);

  void lockDelivery(String recipient, long messageId);

  void lockDeliveries(long messageId);

  void lockDeliveries(String recipient);

  void lockDeliveryTable();

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

  void lockMessages(Collection<Long> orderedIds);

  void lockMessages(String user);

  void createMissingMailboxes(Collection<String> owners);

  void addUnread(Collection<String> owners);

  void addUnread(long messageId);

  void subtractUnread(long messageId);

  void createMissingConversations(long thread, Collection<String> owners);

  void lockConversations(String owner);

  void lockConversationTable();
}
