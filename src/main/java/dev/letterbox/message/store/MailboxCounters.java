package dev.letterbox.message.store;

import dev.letterbox.shared.jdbc.SqlRunner;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Changes the counters of mailboxes. Call it after the deliveries that it counts were changed, in
 * the same transaction, and for several mailboxes in the order of their owners.
 */
@ApplicationScoped
public class MailboxCounters {

  /** Takes three numbers, as {@link CounterDelta} has them, and the owner. */
  static final String APPLY_DELTA =
      """
      update lb_mailbox
      set unread = unread + ?, total = total + ?, conversations = conversations + ?,
        version = version + 1
      where owner = ?
      """;

  @Inject private SqlRunner sql;
  @Inject private Event<MailboxesChanged> changeEvent;

  /**
   * What is more in an inbox than before; below 0 what is less.
   *
   * @param unread unread messages
   * @param total messages
   * @param conversations conversations
   */
  public record CounterDelta(int unread, int total, int conversations) {

    /** Something that is not counted has changed for the owner to see. */
    public static final CounterDelta VERSION_ONLY = new CounterDelta(0, 0, 0);

    public CounterDelta plus(CounterDelta other) {
      return new CounterDelta(
          unread + other.unread, total + other.total, conversations + other.conversations);
    }
  }

  /** Something in this mailbox changed for its owner to see. */
  public void apply(String owner, CounterDelta delta) {
    apply(new TreeMap<>(Map.of(owner, delta)));
  }

  /** Something in each of these mailboxes changed for its owner to see. */
  public void apply(SortedMap<String, CounterDelta> deltas) {
    sql.batch(
        APPLY_DELTA,
        deltas.entrySet().stream()
            .map(
                entry ->
                    new Object[] {
                      entry.getValue().unread(),
                      entry.getValue().total(),
                      entry.getValue().conversations(),
                      entry.getKey()
                    })
            .toList());
    publishChange(MailboxesChanged.of(deltas.keySet()));
  }

  /** Tells of mailboxes that are changed without these counters. */
  public void publishChange(MailboxesChanged mailboxes) {
    if (!mailboxes.isEmpty()) {
      changeEvent.fire(mailboxes);
    }
  }
}
