package dev.letterbox.message.store;

import dev.letterbox.shared.jdbc.SqlRunner;
import java.util.Collection;
import java.util.List;

/**
 * Rows of deliveries, and what else is written in sets. Each database has its own words for a set.
 *
 * <p>Order of locks: what is known of conversations, by owner and thread; deliveries that are
 * there, by message and recipient; messages, by id; mailboxes, by owner. Whoever keeps to it never
 * waits for somebody who waits for him.
 */
public abstract class DeliveryRepository {

  private static final String INSERT =
      "insert into lb_delivery (recipient, message_id, thread_id, single_message, level)"
          + " values (?, ?, ?, ?, ?)";

  protected final SqlRunner sql;

  DeliveryRepository(SqlRunner sql) {
    this.sql = sql;
  }

  /** Ids for new messages; they grow with time. */
  public abstract List<Long> newMessageIds(int count);

  /**
   * Delivers one message to a chunk of its recipients; who has it already does not get it twice.
   *
   * @return how many got it now
   */
  public abstract int deliver(long messageId, int level, Collection<String> recipients);

  /** Adds one unread message to the mailbox of each owner, making those that are not there. */
  public abstract void addUnread(Collection<String> owners);

  /** Adds one unread message to the mailbox of everybody whom this message was delivered to. */
  public abstract void addUnread(long messageId);

  /** Locks all deliveries of a message. */
  public abstract void lockDeliveries(long messageId);

  /** Removes those deliveries of a message that nobody has read. */
  public abstract void deleteUnread(long messageId);

  /**
   * Takes the unread deliveries of a message, which are locked, off the mailboxes of those who have
   * them; whoever has read it has something new to see. Of conversations only messages that are
   * alone are counted here.
   */
  public abstract void subtractUnread(long messageId);

  /** Makes the mailboxes of these owners that are not there. */
  public abstract void createMissingMailboxes(Collection<String> owners);

  /** Makes what is known of a conversation in the inboxes of these owners, where nothing is. */
  abstract void createMissingConversations(long thread, Collection<String> owners);

  /** Delivers messages, no two of them the same to the same user. */
  public void insertAll(List<NewDelivery> deliveries) {
    sql.batch(INSERT, deliveries.stream().map(DeliveryRepository::toParameters).toList());
  }

  private static Object[] toParameters(NewDelivery delivery) {
    return new Object[] {
      delivery.recipient(),
      delivery.messageId(),
      delivery.thread(),
      !delivery.isReply(),
      delivery.level()
    };
  }
}
