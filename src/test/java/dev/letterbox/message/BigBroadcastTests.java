package dev.letterbox.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.letterbox.api.Broadcast;
import dev.letterbox.api.DeliveryReport;
import dev.letterbox.testing.Services;
import dev.letterbox.testing.Statements;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** A broadcast to very many. */
public interface BigBroadcastTests extends Services {

  int MANY = 100_000;
  long MIB = 1024 * 1024;

  @Test
  default void broadcast_to_100_000_users_is_one_row_and_costs_little_memory_and_few_statements()
      throws Exception {
    String bruno = users().named("bruno");
    List<String> everybody = users().many("listener", MANY);
    List<DeliveryReport> reports = new ArrayList<>();
    AtomicLong peak = new AtomicLong();
    long before = liveHeap();
    ScheduledExecutorService sampler = Executors.newSingleThreadScheduledExecutor();
    List<String> statements;
    try {
      ScheduledFuture<?> sampling =
          sampler.scheduleWithFixedDelay(
              () -> peak.accumulateAndGet(liveHeap(), Math::max), 0, 500, TimeUnit.MILLISECONDS);
      statements =
          Statements.during(
              () ->
                  reports.add(
                      messages()
                          .broadcast(
                              Broadcast.from(bruno)
                                  .to(everybody)
                                  .subject("To very many")
                                  .withoutNotification())));
      assertFalse(sampling.isDone(), "the heap was watched all the time");
    } finally {
      sampler.shutdownNow();
    }

    DeliveryReport report = reports.get(0);
    long id = report.messageId().getAsLong();
    assertEquals(MANY, report.delivered());
    assertEquals(1, rows().messages("To very many"));
    assertEquals(MANY, rows().number("select count(*) from lb_delivery where message_id = ?", id));
    assertEquals(
        MANY,
        rows()
            .number(
                "select count(*) from lb_mailbox b join lb_delivery d on d.recipient = b.owner"
                    + " where d.message_id = ? and b.unread = 1 and b.version = 1",
                id));
    int perPiece = onDerby() ? 4 : 2;
    assertTrue(
        statements.size() <= perPiece * (MANY / 1000) + 10, "statements: " + statements.size());
    long growth = (peak.get() - before) / MIB;
    assertTrue(peak.get() > 0, "the heap was looked at");
    assertTrue(growth < 256, "heap growth in MiB: " + growth);
  }

  /** What is left of the heap when everything that nobody needs is gone. */
  private static long liveHeap() {
    ManagementFactory.getMemoryMXBean().gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
