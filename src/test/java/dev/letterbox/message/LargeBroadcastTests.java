package dev.letterbox.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.letterbox.api.Broadcast;
import dev.letterbox.api.DeliveryReport;
import dev.letterbox.testing.support.InServerTestBase;
import dev.letterbox.testing.support.TestDatabase;
import dev.letterbox.testing.support.TestLength;
import dev.letterbox.testing.support.statement.StatementRecorder;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Memory, statements and rows of a large broadcast. */
class LargeBroadcastTests extends InServerTestBase {

  /** Fewer on Derby, where creating the accounts takes most of the time. */
  private static final int RECIPIENT_COUNT =
      TestDatabase.current() == TestDatabase.DERBY ? TestLength.of(20_000, 100_000) : 100_000;

  private static final long BYTES_PER_MIB = 1024 * 1024;

  @Test
  void large_broadcast_stores_one_row_with_bounded_memory_and_statements() throws Exception {
    String bruno = users().create("bruno");
    List<String> recipients = users().createMany("listener", RECIPIENT_COUNT);
    List<DeliveryReport> reports = new ArrayList<>();
    AtomicLong peakHeap = new AtomicLong();
    long heapBefore = usedHeapAfterGc();
    ScheduledExecutorService sampler = Executors.newSingleThreadScheduledExecutor();
    List<String> statements;
    try {
      ScheduledFuture<?> sampling =
          sampler.scheduleWithFixedDelay(
              () -> peakHeap.accumulateAndGet(usedHeapAfterGc(), Math::max),
              0,
              500,
              TimeUnit.MILLISECONDS);
      statements =
          StatementRecorder.capture(
              () ->
                  reports.add(
                      messages()
                          .broadcast(
                              Broadcast.from(bruno)
                                  .to(recipients)
                                  .subject("Large broadcast")
                                  .notifyRecipients(false))));
      assertFalse(sampling.isDone(), "heap sampling ran to the end");
    } finally {
      sampler.shutdownNow();
    }

    DeliveryReport report = reports.get(0);
    long id = report.messageId().getAsLong();
    assertEquals(RECIPIENT_COUNT, report.delivered());
    assertEquals(1, tables().messageCount("Large broadcast"));
    assertEquals(
        RECIPIENT_COUNT,
        tables().selectNumber("select count(*) from lb_delivery where message_id = ?", id));
    assertEquals(
        RECIPIENT_COUNT,
        tables()
            .selectNumber(
                "select count(*) from lb_mailbox b join lb_delivery d on d.recipient = b.owner"
                    + " where d.message_id = ? and b.unread = 1 and b.version = 1",
                id));
    int statementsPerChunk = isOnDerby() ? 6 : 2;
    assertTrue(
        statements.size() <= statementsPerChunk * (RECIPIENT_COUNT / 1000) + 10,
        "statements: " + statements.size());
    long growth = (peakHeap.get() - heapBefore) / BYTES_PER_MIB;
    assertTrue(peakHeap.get() > 0, "the heap was sampled");
    assertTrue(growth < 256, "heap growth in MiB: " + growth);
  }

  /** Bytes of the heap in use after a garbage collection. */
  private static long usedHeapAfterGc() {
    ManagementFactory.getMemoryMXBean().gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
