package dev.letterbox.maintenance;

import dev.letterbox.message.RecipientsOfMessage;
import dev.letterbox.shared.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;

/**
 * Those whom a broadcast is still to be told to are kept as ranges of names, each from behind one
 * name to another. Takes a name out of them; to be used inside a transaction, after the deliveries
 * to it have gone: the name before says the same.
 */
@ApplicationScoped
class UntoldRanges {

  private static final List<String> BOUNDS = List.of("range_start", "range_end");
  private static final String FIND =
      "select id, message_id from lb_notification where recipient is null and %s = ?";
  private static final String CHANGE =
      "update lb_notification set %1$s = ? where id = ? and %1$s = ?";

  @Inject private Sql sql;
  @Inject private RecipientsOfMessage recipients;

  private record Range(long id, long messageId) {}

  void forget(String name) {
    BOUNDS.forEach(bound -> forget(name, bound));
  }

  private void forget(String name, String bound) {
    for (Range range : find(name, bound)) {
      sql.update(
          CHANGE.formatted(bound),
          recipients.lastStayingBefore(range.messageId(), name),
          range.id(),
          name);
    }
  }

  /** On Derby nobody waits for those who are at others. */
  private List<Range> find(String name, String bound) {
    return sql.query(
        FIND.formatted(bound) + (sql.isDerby() ? " with ur" : ""),
        row -> new Range(row.getLong("id"), row.getLong("message_id")),
        name);
  }

  /** Whether there is a range that bears it. */
  boolean bear(String name) {
    return BOUNDS.stream().anyMatch(bound -> !find(name, bound).isEmpty());
  }
}
