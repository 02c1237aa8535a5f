package dev.letterbox.message.store;

import dev.letterbox.shared.jdbc.Database;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Rows of {@code lb_mailbox}: the counters of inboxes, and the version that each visible change
 * increases. Call it after the deliveries that it counts were changed, in the same transaction.
 * Each change fires {@link MailboxesChanged}.
 */
@ApplicationScoped
public class MailboxRepository {

  private static final String INSERT =
      """
      insert into lb_mailbox (owner, unread, total, conversations, version)
      values (:owner, 0, 0, 0, 0)
      """;
  static final String APPLY_DELTA =
      """
      update lb_mailbox
      set unread = unread + :unread, total = total + :total,
        conversations = conversations + :conversations, version = version + 1
      where owner = :owner
      """;
  private static final String LOCK = "update lb_mailbox set version = version where owner = :owner";
  private static final String SELECT_FOR_UPDATE =
      "select 1 from lb_mailbox where owner = :owner {for update}";

  @Inject private Database database;
  @Inject private MessageStoreStatements statements;
  @Inject private Event<MailboxesChanged> changeEvent;

  /**
   * Change of the counters of an inbox.
   *
   * @param unread unread messages
   * @param total messages
   * @param conversations conversations; a single message is one
   */
  public record CounterDelta(int unread, int total, int conversations) {

    /** A visible change that affects no counter. */
    public static final CounterDelta VERSION_ONLY = new CounterDelta(0, 0, 0);

    public CounterDelta plus(CounterDelta other) {
      return new CounterDelta(
          unread + other.unread, total + other.total, conversations + other.conversations);
    }
  }

  /** Changes the counters of a mailbox and increases its version. */
  public void apply(String owner, CounterDelta delta) {
    apply(new TreeMap<>(Map.of(owner, delta)));
  }

  /** Changes the counters of mailboxes, and increases their versions, in the order of owners. */
  public void apply(SortedMap<String, CounterDelta> deltas) {
    database
        .sql(APPLY_DELTA)
        .enqueueBatch(
            deltas.entrySet(),
            (entry, row) ->
                row.bind("unread", entry.getValue().unread())
                    .bind("total", entry.getValue().total())
                    .bind("conversations", entry.getValue().conversations())
                    .bind("owner", entry.getKey()));
    publishChange(MailboxesChanged.of(deltas.keySet()));
  }

  /** Fires an event for mailboxes that were changed by other methods than {@link #apply}. */
  public void publishChange(MailboxesChanged mailboxes) {
    if (!mailboxes.isEmpty()) {
      changeEvent.fire(mailboxes);
    }
  }

  /**
   * Locks a mailbox.
   *
   * @return whether it exists
   */
  public boolean lock(String owner) {
    database.sql(LOCK).bind("owner", owner).lockRow();
    return database.sql(SELECT_FOR_UPDATE).bind("owner", owner).exists();
  }

  /** Creates a mailbox with counters of 0; fails if another transaction creates it. */
  public void insert(String owner) {
    database.sql(INSERT).bind("owner", owner).update();
  }

  /** Creates the missing mailboxes of these owners, with counters of 0. */
  public void createMissing(Collection<String> owners) {
    statements.createMissingMailboxes(owners);
  }

  /** Counts one unread single message in the mailbox of each owner; creates missing mailboxes. */
  public void addUnread(Collection<String> owners) {
    statements.addUnread(owners);
    publishChange(MailboxesChanged.of(owners));
  }

  /**
   * Counts a message as an unread single message in the mailbox of each of its recipients; creates
   * missing mailboxes. Fires no event: call {@link #publishChange}.
   */
  public void addUnread(long messageId) {
    statements.addUnread(messageId);
  }

  /**
   * Subtracts the unread deliveries of a message, which are locked, from the mailboxes of its
   * recipients, and increases the versions of all of these. Of conversations it subtracts single
   * messages only. Fires no event: call {@link #publishChange}.
   */
  public void subtractUnread(long messageId) {
    statements.subtractUnread(messageId);
  }
}
