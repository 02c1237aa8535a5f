package dev.letterbox.mail;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.letterbox.api.spi.DeliveryFailedException;
import dev.letterbox.api.spi.DeliveryFailedException.FailureType;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A mail server that accepts fewer connections than there are batches. */
class ConnectionLimitTest {

  private final AtomicLong nanoTime = new AtomicLong();

  /** Refuses connections beyond a limit, and holds back the reply to e-mails. */
  private static final class LimitingScript implements UnaryOperator<String> {

    private final String refusal;
    private final int maxConnections;
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicInteger refusedCount = new AtomicInteger();
    private final CountDownLatch inFlight = new CountDownLatch(1);
    private final CountDownLatch resume = new CountDownLatch(1);

    LimitingScript(String refusal, int maxConnections) {
      this.refusal = refusal;
      this.maxConnections = maxConnections;
    }

    @Override
    public String apply(String line) {
      if (line.equals("CONNECT") && open.incrementAndGet() > maxConnections) {
        open.decrementAndGet();
        refusedCount.incrementAndGet();
        return refusal;
      }
      if (line.equals("QUIT")) {
        open.decrementAndGet();
      }
      if (line.equals(".")) {
        inFlight.countDown();
        SmtpFixture.awaitLatch(resume);
      }
      return null;
    }
  }

  @ParameterizedTest
  @CsvSource({"421 4.7.0 Too many connections", "554 5.7.0 Too many connections", "451 Slow down"})
  void batches_wait_when_the_server_limits_connections(String refusal) throws Exception {
    LimitingScript script = new LimitingScript(refusal, 1);
    try (SmtpFixture smtp = SmtpFixture.withLongReplyTimeout(script)) {
      Future<?> first = smtp.sendBatchInBackground("first@example.org");
      script.inFlight.await();
      List<Future<?>> others = smtp.sendBatchesInBackground("a", "b", "c");
      await().until(() -> script.refusedCount.get() > 0);
      script.resume.countDown();
      first.get();
      for (Future<?> other : others) {
        other.get();
      }
      assertEquals(4, smtp.server().mails().size());
    }
  }

  @Test
  void known_limit_is_not_exceeded_again() throws Exception {
    LimitingScript script = new LimitingScript("421 Too many connections", 1);
    script.resume.countDown();
    try (SmtpFixture smtp = SmtpFixture.withLongReplyTimeout(script)) {
      smtp.send("bob@example.org");
      for (int i = 0; i < 3; i++) {
        assertThrows(DeliveryFailedException.class, () -> smtp.sendBatch("carol@example.org"));
      }
      assertEquals(1, script.refusedCount.get());
    }
  }

  @Test
  void batch_that_waits_too_long_makes_the_channel_unavailable() throws Exception {
    LimitingScript script = new LimitingScript("421 Too many connections", 1);
    script.resume.countDown();
    try (SmtpFixture smtp = SmtpFixture.withLongReplyTimeout(script)) {
      smtp.send("bob@example.org");
      DeliveryFailedException failure =
          assertThrows(DeliveryFailedException.class, () -> smtp.sendBatch("carol@example.org"));
      assertEquals(FailureType.CHANNEL_UNAVAILABLE, failure.failureType(), "uses up no attempts");
      assertEquals(
          "The mail server accepts no more than 1 connections, and none was closed for 1 seconds",
          failure.getMessage());
      smtp.connection().close();
      smtp.sendBatch("carol@example.org");
      assertEquals(2, smtp.server().mails().size());
    }
  }

  @Test
  void channel_is_unavailable_while_the_server_refuses_the_only_connection() throws Exception {
    AtomicBoolean busy = new AtomicBoolean(true);
    UnaryOperator<String> script =
        line -> line.equals("CONNECT") && busy.get() ? "421 Shutting down" : null;
    try (SmtpFixture smtp = SmtpFixture.withLongReplyTimeout(script)) {
      List<Future<?>> batches = smtp.sendBatchesInBackground("a", "b", "c");
      for (Future<?> batch : batches) {
        assertUnavailable(batch);
      }
      busy.set(false);
      smtp.send("bob@example.org");
      assertEquals(1, smtp.server().mails().size());
    }
  }

  @Test
  void outage_that_ends_while_batches_connect_is_no_limit() throws Exception {
    AtomicInteger connects = new AtomicInteger();
    AtomicBoolean accepted = new AtomicBoolean();
    CountDownLatch connecting = new CountDownLatch(3);
    CountDownLatch inFlight = new CountDownLatch(3);
    UnaryOperator<String> script =
        line -> {
          if (line.equals("CONNECT") && connects.incrementAndGet() <= 3) {
            connecting.countDown();
            SmtpFixture.awaitLatch(connecting);
            return accepted.compareAndSet(false, true) ? null : "421 Shutting down";
          }
          if (line.equals(".")) {
            inFlight.countDown();
            SmtpFixture.awaitLatch(inFlight);
          }
          return null;
        };
    try (SmtpFixture smtp = SmtpFixture.withLongReplyTimeout(script)) {
      for (Future<?> batch : smtp.sendBatchesInBackground("a", "b", "c")) {
        batch.get(20, TimeUnit.SECONDS);
      }
      assertEquals(3, smtp.server().mails().size());
    }
  }

  private static void assertUnavailable(Future<?> batch) {
    Throwable cause = assertThrows(ExecutionException.class, batch::get).getCause();
    assertEquals(
        FailureType.CHANNEL_UNAVAILABLE,
        ((DeliveryFailedException) cause).failureType(),
        cause.toString());
  }

  /** Learns a limit of this number. */
  private ConnectionLimit limitOf(int number) {
    ConnectionLimit limit = new ConnectionLimit(Duration.ZERO, nanoTime::get);
    for (int i = 0; i < number; i++) {
      limit.acquire();
      limit.opened();
    }
    assertTrue(limit.refused(limit.acquire()));
    return limit;
  }

  private static void assertRemaining(int expected, ConnectionLimit limit) {
    for (int i = 0; i < expected; i++) {
      limit.acquire();
    }
    assertThrows(DeliveryFailedException.class, limit::acquire);
  }

  @Test
  void limit_counts_connections_that_were_being_opened_at_the_same_time() {
    ConnectionLimit limit = new ConnectionLimit(Duration.ZERO, nanoTime::get);
    limit.acquire();
    limit.opened();
    int openBefore = limit.acquire();
    limit.acquire();
    assertTrue(limit.refused(openBefore));
    limit.opened();
    assertRemaining(0, limit);
    limit.closed();
    assertRemaining(1, limit);
  }

  @Test
  void limit_counts_connections_that_were_closed_before_the_refusal_arrived() {
    ConnectionLimit limit = new ConnectionLimit(Duration.ZERO, nanoTime::get);
    for (int i = 0; i < 3; i++) {
      limit.acquire();
      limit.opened();
    }
    int openBefore = limit.acquire();
    limit.closed();
    limit.closed();
    assertTrue(limit.refused(openBefore));
    assertRemaining(2, limit);
  }

  @Test
  void limit_doubles_each_minute_also_without_e_mails() {
    ConnectionLimit limit = limitOf(2);
    assertRemaining(0, limit);
    nanoTime.addAndGet(Duration.ofMinutes(2).toNanos());
    assertRemaining(6, limit);
    ConnectionLimit longAgo = limitOf(2);
    nanoTime.addAndGet(Duration.ofDays(1).toNanos());
    for (int i = 0; i < 1000; i++) {
      longAgo.acquire();
    }
  }

  @Test
  void server_may_count_a_closed_connection_for_a_while() throws Exception {
    AtomicInteger connects = new AtomicInteger();
    UnaryOperator<String> script =
        line ->
            line.equals("CONNECT") && connects.incrementAndGet() == 2
                ? "421 4.7.0 Too many connections"
                : null;
    try (SmtpFixture smtp = new SmtpFixture(script)) {
      smtp.sendBatch("bob@example.org");
      smtp.sendBatch("carol@example.org");
      assertEquals(3, connects.get());
      assertEquals(2, smtp.server().mails().size());
    }
  }

  @Test
  void limit_includes_connections_with_smtputf8() throws Exception {
    LimitingScript script = new LimitingScript("421 4.7.0 Too many connections", 1);
    try (SmtpFixture smtp = SmtpFixture.withLongReplyTimeout(script)) {
      Future<?> first = smtp.sendBatchInBackground("bob@example.org");
      script.inFlight.await();
      assertEquals(
          FailureType.CHANNEL_UNAVAILABLE,
          smtp.sendAndExpectFailure("kovač@example.org").failureType());
      Future<?> second = smtp.sendBatchInBackground("kovač@example.org");
      script.resume.countDown();
      first.get();
      second.get();
      assertEquals(2, smtp.server().mails().size());
    }
  }

  @Test
  void end_of_the_server_ends_waiting() throws Exception {
    LimitingScript script = new LimitingScript("421 Too many connections", 1);
    script.resume.countDown();
    try (SmtpFixture smtp = SmtpFixture.withLongReplyTimeout(script)) {
      smtp.send("bob@example.org");
      assertFalse(smtp.limit().isContended());
      Future<?> waiting = smtp.sendBatchInBackground("carol@example.org");
      await().until(() -> smtp.limit().isContended());
      smtp.limit().stop();
      assertTrue(
          assertThrows(ExecutionException.class, waiting::get).getCause()
              instanceof DeliveryFailedException);
    }
  }
}
