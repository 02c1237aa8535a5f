package dev.letterbox.maintenance;

import dev.letterbox.api.maintenance.CheckupReport;
import dev.letterbox.shared.Clock;
import dev.letterbox.shared.jdbc.SqlRunner;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;

/** Looks at all messages with their deliveries, then at all mailboxes. */
@ApplicationScoped
class Checkup {

  private static final String COUNT_MESSAGES =
      "select count(*) from lb_message where id > ? and id <= ?";

  @Inject private SqlRunner sql;
  @Inject private Clock clock;
  @Inject private TransactionBatches batches;
  @Inject private IntegrityChecks integrityChecks;
  @Inject private CounterCheck counterCheck;

  /**
   * @param repair whether counters that are wrong are mended
   */
  CheckupReport run(boolean repair) {
    Instant startedAt = clock.now();
    Findings findings = new Findings();
    long messageCount = 0;
    MessageIdRanges idRanges = new MessageIdRanges(sql);
    while (idRanges.hasNext()) {
      batches.requireNotStopped();
      MessageIdRanges.MessageIdRange range = idRanges.next();
      integrityChecks.run(range, findings);
      messageCount +=
          sql.query(
                  COUNT_MESSAGES,
                  row -> row.getLong(1),
                  range.startExclusive(),
                  range.endInclusive())
              .get(0);
    }
    long mailboxCount = counterCheck.check(repair, findings);
    return new CheckupReport(startedAt, messageCount, mailboxCount, findings.toList());
  }
}
