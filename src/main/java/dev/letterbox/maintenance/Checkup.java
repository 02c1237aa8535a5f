package dev.letterbox.maintenance;

import dev.letterbox.api.maintenance.CheckupReport;
import dev.letterbox.message.store.maintenance.MessageIdRanges;
import dev.letterbox.message.store.maintenance.MessageIdRanges.MessageIdRange;
import dev.letterbox.shared.Clock;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;

/** Checks all messages with their deliveries, then all counters. */
@ApplicationScoped
class Checkup {

  @Inject private Clock clock;
  @Inject private TransactionBatches batches;
  @Inject private MessageIdRanges messageIdRanges;
  @Inject private IntegrityCheck integrityCheck;
  @Inject private CounterCheck counterCheck;

  /**
   * @param repair whether wrong counters are corrected
   */
  CheckupReport run(boolean repair) {
    Instant startedAt = clock.now();
    Findings findings = new Findings();
    long messageCount = 0;
    for (MessageIdRange range : messageIdRanges) {
      batches.requireNotStopped();
      integrityCheck.run(range, findings);
      messageCount += messageIdRanges.countMessages(range);
    }
    long mailboxCount = counterCheck.check(repair, findings);
    return new CheckupReport(startedAt, messageCount, mailboxCount, findings.toList());
  }
}
