package dev.letterbox.message;

import dev.letterbox.shared.Sql;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Rows of deliveries, and what else is written in sets. Each database has its own words for a set.
 *
 * <p>Order of locks: deliveries first, by message, then mailboxes, by owner. Whoever keeps to it
 * never waits for somebody who waits for him.
 */
abstract class Deliveries {

  private static final String INSERT =
      "insert into lb_delivery (recipient, message_id, level) values (?, ?, ?)";

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

  /** Delivers each message to the recipient in the same place. */
  void deliverEach(List<Long> messageIds, int level, List<String> recipients) {
    List<Object[]> rows = new ArrayList<>();
    for (int i = 0; i < messageIds.size(); i++) {
      rows.add(new Object[] {recipients.get(i), messageIds.get(i), level});
    }
    sql.batch(INSERT, rows);
  }
}
