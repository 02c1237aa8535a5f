package dev.letterbox.message;

import dev.letterbox.api.MessageNotFoundException;
import dev.letterbox.shared.Sql;
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
 * Takes messages back. The message loses its text in one statement, so that nothing finds it any
 * more; who has read it keeps what is left, unread deliveries go. Counters are taken off in sets,
 * in the order of their owners: that costs as much as it cost to count the message in.
 */
@ApplicationScoped
class Withdrawals {

  private static final String READ =
      """
      select thread_id, parent_id, sender, recipient, sender_deleted_at, sent_at
      from lb_message where id = ?
      """;
  private static final String IN_CONVERSATIONS =
      "select recipient from lb_delivery --DERBY-PROPERTIES index=LB_DELIVERY_MESSAGE\n"
          + " where message_id = ? and single_message = false order by recipient";
  private static final String MOVED =
      "select recipient from lb_delivery --DERBY-PROPERTIES index=LB_DELIVERY_MESSAGE\n"
          + " where message_id = ? and single_message = false and read_at is null and archived = false"
          + " and deleted_at is null order by recipient";
  private static final String WITHDRAW =
      """
      update lb_message set withdrawn_at = ?, subject = null, body = '', version = version + 1
      where id = ? and withdrawn_at is null
      """;

  @Inject private Sql sql;
  @Inject private Deliveries deliveries;
  @Inject private ConversationRows conversations;
  @Inject private Counters counters;
  @Inject private Replied replied;

  private record Sent(
      long id,
      long thread,
      Long parent,
      String sender,
      String recipient,
      Instant sentAt,
      Instant deletedAt) {

    static Sent of(long id, ResultSet row) throws SQLException {
      return new Sent(
          id,
          row.getLong("thread_id"),
          row.getObject("parent_id", Long.class),
          row.getString("sender"),
          row.getString("recipient"),
          Sql.instant(row, "sent_at"),
          Sql.instant(row, "sender_deleted_at"));
    }

    /** Those that it was delivered to. */
    MailboxesChanged mailboxes() {
      return recipient == null ? MailboxesChanged.MANY : MailboxesChanged.of(Set.of(recipient));
    }

    /** What was deleted as it was written stays open to its sender. */
    boolean isOpenTo(String user) {
      return user.equals(sender) && (deletedAt == null || deletedAt.equals(sentAt));
    }
  }

  /**
   * Withdraws a message; one that was withdrawn already stays as it is.
   *
   * @param sender who must have sent it; null for anybody
   * @throws MessageNotFoundException when there is none, or not his
   */
  void withdraw(long messageId, String sender, Instant now) {
    Sent message =
        sql.query(READ, row -> Sent.of(messageId, row), messageId).stream()
            .filter(sent -> sender == null || sent.isOpenTo(sender))
            .findFirst()
            .orElseThrow(() -> new MessageNotFoundException(messageId));
    lockConversations(message);
    if (message.parent() != null) {
      replied.lock(message.sender(), message.parent());
    }
    deliveries.lockAll(messageId);
    lockConversations(message); // those of a reply that was delivered in between
    if (sql.update(WITHDRAW, now, messageId) > 0) {
      if (message.recipient() != null) {
        deliveries.lockAll(messageId); // it may just have been accepted
      }
      vanish(message);
    }
  }

  private void lockConversations(Sent message) {
    conversations.lockAll(
        message.thread(),
        new TreeSet<>(
            sql.query(IN_CONVERSATIONS, row -> row.getString("recipient"), message.id())));
  }

  /** In the order of the mailboxes' owners. */
  private void vanish(Sent message) {
    SortedSet<String> moved =
        new TreeSet<>(sql.query(MOVED, row -> row.getString("recipient"), message.id()));
    SortedMap<String, Counters.Change> repliers = new TreeMap<>();
    if (message.parent() != null) {
      replied.settle(message.sender(), message.thread(), message.parent());
      repliers.put(message.sender(), Counters.Change.NOTHING_COUNTED);
    }
    String recipient = message.recipient() == null ? "" : message.recipient();
    counters.changed(repliers.headMap(recipient));
    deliveries.uncountUnread(message.id());
    counters.tell(message.mailboxes());
    counters.changed(repliers.tailMap(recipient));
    deliveries.removeUnread(message.id());
    leave(message, moved);
  }

  /** In the inboxes of these owners, whose mailboxes are locked, the conversation has one less. */
  private void leave(Sent message, SortedSet<String> owners) {
    List<ConversationRows.Row> rows = new ArrayList<>();
    SortedMap<String, Counters.Change> gone = new TreeMap<>();
    Map<String, Long> newest = conversations.newest(message.thread(), owners);
    for (ConversationRows.Row row : conversations.lockAll(message.thread(), owners)) {
      ConversationRows.Row after = row.withOneLess().withNewest(newest.get(row.owner()));
      rows.add(after);
      gone.put(row.owner(), new Counters.Change(0, 0, after.messages() == 0 ? -1 : 0));
    }
    conversations.store(rows);
    counters.changed(gone);
  }
}
