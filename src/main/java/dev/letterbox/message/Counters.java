package dev.letterbox.message;

import dev.letterbox.shared.Sql;
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
public class Counters {

  /** Takes three numbers, as {@link Change} has them, and the owner. */
  static final String CHANGE =
      """
      update lb_mailbox
      set unread = unread + ?, total = total + ?, conversations = conversations + ?,
        version = version + 1
      where owner = ?
      """;

  @Inject private Sql sql;
  @Inject private Event<MailboxesChanged> changed;

  /**
   * What is more in an inbox than before; below 0 what is less.
   *
   * @param unread unread messages
   * @param total messages
   * @param conversations conversations
   */
  public record Change(int unread, int total, int conversations) {

    /** Something that is not counted has changed for the owner to see. */
    public static final Change NOTHING_COUNTED = new Change(0, 0, 0);

    Change and(Change other) {
      return new Change(
          unread + other.unread, total + other.total, conversations + other.conversations);
    }
  }

  /** Something in this mailbox changed for its owner to see. */
  public void changed(String owner, Change change) {
    changed(new TreeMap<>(Map.of(owner, change)));
  }

  /** Something in each of these mailboxes changed for its owner to see. */
  public void changed(SortedMap<String, Change> changes) {
    sql.batch(
        CHANGE,
        changes.entrySet().stream()
            .map(
                entry ->
                    new Object[] {
                      entry.getValue().unread(),
                      entry.getValue().total(),
                      entry.getValue().conversations(),
                      entry.getKey()
                    })
            .toList());
    tell(MailboxesChanged.of(changes.keySet()));
  }

  /** Tells of mailboxes that are changed without these counters. */
  public void tell(MailboxesChanged mailboxes) {
    if (!mailboxes.isEmpty()) {
      changed.fire(mailboxes);
    }
  }
}
