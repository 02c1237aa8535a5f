package dev.letterbox.message;

import dev.letterbox.shared.Sql;
import java.util.Collection;
import java.util.List;

/**
 * Rows of deliveries, and what else is written in sets. Each database has its own words for a set.
 *
 * <p>Order of locks: what is known of conversations, by owner and thread; deliveries that are
 * there, by message and recipient; messages, by id; mailboxes, by owner. Whoever keeps to it never
 * waits for somebody who waits for him.
 */
abstract class Deliveries {

  private static final String INSERT =
      "insert into lb_delivery (recipient, message_id, thread_id, single_message, level)"
          + " values (?, ?, ?, ?, ?)";

  protected final Sql sql;

  Deliveries(Sql sql) {
    this.sql = sql;
  }

  /** Ids for new messages; they grow with time. */
  abstract List<Long> newMessageIds(int number);

  /**
   * Delivers one message to a chunk of its recipients; who has it already does not get it twice.
   *
   * @return how many got it now
   */
  abstract int deliver(long messageId, int level, Collection<String> recipients);

  /** Adds one unread message to the mailbox of each owner, making those that are not there. */
  abstract void countUnread(Collection<String> owners);

  /** Adds one unread message to the mailbox of everybody whom this message was delivered to. */
  abstract void countUnread(long messageId);

  /** Locks all deliveries of a message. */
  abstract void lockAll(long messageId);

  /** Removes those deliveries of a message that nobody has read. */
  abstract void removeUnread(long messageId);

  /**
   * Takes the unread deliveries of a message, which are locked, off the mailboxes of those who have
   * them; whoever has read it has something new to see. Of conversations only messages that are
   * alone are counted here.
   */
  abstract void uncountUnread(long messageId);

  /** Makes the mailboxes of these owners that are not there. */
  abstract void makeMailboxes(Collection<String> owners);

  /** Makes what is known of a conversation in the inboxes of these owners, where nothing is. */
  abstract void makeConversations(long thread, Collection<String> owners);

  /** Delivers messages, no two of them the same to the same user. */
  void deliverEach(List<Arrival> arrivals) {
    sql.batch(INSERT, arrivals.stream().map(Deliveries::row).toList());
  }

  private static Object[] row(Arrival arrival) {
    return new Object[] {
      arrival.recipient(),
      arrival.messageId(),
      arrival.thread(),
      !arrival.isReply(),
      arrival.level()
    };
  }
}
