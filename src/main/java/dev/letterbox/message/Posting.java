package dev.letterbox.message;

import dev.letterbox.api.MessageNotFoundException;
import dev.letterbox.shared.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Stores letters and delivers those that were accepted, with everything that counts them. */
@ApplicationScoped
class Posting {

  private static final String ANSWERED =
      "update lb_delivery set read_at = coalesce(read_at, ?) where recipient = ? and message_id = ?";

  @Inject private Sql sql;
  @Inject private MessageStore messages;
  @Inject private Deliveries deliveries;
  @Inject private DeliveryChanges changes;
  @Inject private ConversationRows conversations;
  @Inject private Counters counters;
  @Inject private Replied replied;
  @Inject private Announcing announcing;

  /**
   * Letters of the same text; replies of one conversation, no two to the same user.
   *
   * @throws MessageNotFoundException when what they reply to is not there, or deleted by now
   */
  void post(List<Letter> letters) {
    List<Arrival> arrivals =
        letters.stream().filter(Letter::isDelivered).map(Letter::arrival).toList();
    if (letters.get(0).isReply()) {
      Map<String, ConversationRows.Row> joined = join(arrivals);
      SortedMap<String, Counters.Change> counted = new TreeMap<>();
      Delivery answered = answered(letters.get(0));
      messages.store(letters);
      counted.put(answered.recipient(), read(answered, letters.get(0).sentAt()));
      replied.settle(answered.recipient(), answered.thread(), answered.messageId());
      deliver(arrivals, joined, counted);
    } else {
      messages.store(letters);
      deliverRoots(arrivals);
    }
  }

  private Delivery answered(Letter reply) {
    long parent = reply.draft().answered().parent();
    return changes.lockDeliveries(reply.draft().sender(), new TreeSet<>(Set.of(parent))).stream()
        .filter(delivery -> delivery.deletedAt() == null)
        .findFirst()
        .orElseThrow(() -> new MessageNotFoundException(parent));
  }

  /** Nobody answers what he has not read. */
  private Counters.Change read(Delivery answered, Instant now) {
    sql.update(ANSWERED, now, answered.recipient(), answered.messageId());
    if (answered.readAt() == null) {
      announcing.tellRead(answered.recipient(), List.of(answered.messageId()), now);
    }
    return new Counters.Change(answered.isUnreadInInbox() ? -1 : 0, 0, 0);
  }

  private void deliverRoots(List<Arrival> roots) {
    if (!roots.isEmpty()) {
      List<String> owners = roots.stream().map(Arrival::recipient).toList();
      deliveries.deliverEach(roots);
      deliveries.countUnread(owners);
      counters.tell(MailboxesChanged.of(owners));
    }
  }

  private Map<String, ConversationRows.Row> join(List<Arrival> replies) {
    return replies.isEmpty()
        ? Map.of()
        : conversations.join(
            replies.get(0).thread(), replies.stream().map(Arrival::recipient).toList());
  }

  /**
   * Delivers messages that are stored: roots, or replies whose recipients have joined.
   *
   * @param counted what else has changed in mailboxes
   */
  void deliver(
      List<Arrival> arrivals,
      Map<String, ConversationRows.Row> joined,
      SortedMap<String, Counters.Change> counted) {
    List<ConversationRows.Row> rows = new ArrayList<>();
    for (Arrival arrival : arrivals) {
      ConversationRows.Row row = joined.get(arrival.recipient());
      boolean begins = row == null || row.messages() == 0;
      counted.merge(
          arrival.recipient(), new Counters.Change(1, 1, begins ? 1 : 0), Counters.Change::and);
      if (row != null) {
        rows.add(row.withOneMore(arrival.messageId()));
      }
    }
    deliveries.deliverEach(arrivals);
    conversations.store(rows);
    deliveries.makeMailboxes(counted.keySet());
    counters.changed(counted);
  }
}
