package dev.letterbox.maintenance;

import dev.letterbox.api.CheckupReport;
import dev.letterbox.shared.Clock;
import dev.letterbox.shared.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;

/** Looks at all messages with their deliveries, then at all mailboxes. */
@ApplicationScoped
class Checkup {

  private static final String COUNT = "select count(*) from lb_message where id > ? and id <= ?";

  @Inject private Sql sql;
  @Inject private Clock clock;
  @Inject private Batches batches;
  @Inject private RowChecks rows;
  @Inject private CounterChecks counters;

  /**
   * @param repair whether counters that are wrong are mended
   */
  CheckupReport look(boolean repair) {
    Instant startedAt = clock.now();
    Findings findings = new Findings();
    long messages = 0;
    MessageIds ids = new MessageIds(sql);
    while (ids.hasNext()) {
      batches.checkStopped();
      MessageIds.Range range = ids.next();
      rows.check(range, findings);
      messages += sql.query(COUNT, row -> row.getLong(1), range.after(), range.end()).get(0);
    }
    long mailboxes = counters.check(repair, findings);
    return new CheckupReport(startedAt, messages, mailboxes, findings.all());
  }
}
