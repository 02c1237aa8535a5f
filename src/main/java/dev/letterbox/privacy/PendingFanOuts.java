package dev.letterbox.privacy;

import dev.letterbox.message.store.MessageRecipientQuery;
import dev.letterbox.shared.jdbc.SqlRunner;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;

/**
 * Those whom a broadcast is still to be told to are kept as ranges of names, each from behind one
 * name to another. Takes a name out of them; to be used inside a transaction, after the deliveries
 * to it have gone: the name before says the same.
 */
@ApplicationScoped
class PendingFanOuts {

  private static final List<String> BOUND_COLUMNS = List.of("range_start", "range_end");
  private static final String FIND_BY_BOUND =
      "select id, message_id from lb_notification where recipient is null and %s = ?";
  private static final String UPDATE_BOUND =
      "update lb_notification set %1$s = ? where id = ? and %1$s = ?";

  @Inject private SqlRunner sql;
  @Inject private MessageRecipientQuery recipients;

  private record FanOutRange(long id, long messageId) {}

  void removeUser(String name) {
    BOUND_COLUMNS.forEach(boundColumn -> removeUser(name, boundColumn));
  }

  private void removeUser(String name, String boundColumn) {
    for (FanOutRange range : findByBound(name, boundColumn)) {
      sql.update(
          UPDATE_BOUND.formatted(boundColumn),
          recipients.lockLastBefore(range.messageId(), name),
          range.id(),
          name);
    }
  }

  /** On Derby nobody waits for those who are at others. */
  private List<FanOutRange> findByBound(String name, String boundColumn) {
    return sql.query(
        FIND_BY_BOUND.formatted(boundColumn) + (sql.isDerby() ? " with ur" : ""),
        row -> new FanOutRange(row.getLong("id"), row.getLong("message_id")),
        name);
  }

  /** Whether there is a range that bears it. */
  boolean existsFor(String name) {
    return BOUND_COLUMNS.stream()
        .anyMatch(boundColumn -> !findByBound(name, boundColumn).isEmpty());
  }
}
