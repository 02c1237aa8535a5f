package dev.letterbox.mail;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.letterbox.api.spi.DeliveryFailedException;
import dev.letterbox.api.spi.DeliveryFailedException.FailureType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of mails when the server takes fewer connections than there are workers. */
class SmtpConnectionLimitTest {

  /** Takes so many connections at once, and tells others to go away. */
  private static final class ConnectionLimitScript implements UnaryOperator<String> {

    private final String refusal;
    private final int maxConnections;
    private final AtomicInteger connectCount = new AtomicInteger();
    private final AtomicInteger refusedCount = new AtomicInteger();
    private final CountDownLatch inFlight = new CountDownLatch(1);
    private final CountDownLatch resume = new CountDownLatch(1);

    ConnectionLimitScript(String refusal, int maxConnections) {
      this.refusal = refusal;
      this.maxConnections = maxConnections;
    }

    @Override
    public String apply(String line) {
      if (line.equals("CONNECT") && connectCount.incrementAndGet() > maxConnections) {
        refusedCount.incrementAndGet();
        return refusal;
      }
      if (line.equals(".")) {
        inFlight.countDown();
        SmtpClientFixture.awaitLatch(resume);
      }
      return null;
    }
  }

  @ParameterizedTest
  @CsvSource({"421 4.7.0 Too many connections", "554 5.7.0 Too many connections", "451 Slow down"})
  void mails_wait_when_the_server_limits_connections(String refusal) throws Exception {
    ConnectionLimitScript limited = new ConnectionLimitScript(refusal, 1);
    try (SmtpClientFixture smtp = SmtpClientFixture.withLongTimeout(limited)) {
      Future<?> first = smtp.sendInBackground("first@example.org");
      limited.inFlight.await();
      List<Future<?>> others =
          Stream.of("a", "b", "c")
              .<Future<?>>map(name -> smtp.sendInBackground(name + "@example.org"))
              .toList();
      await().until(() -> limited.refusedCount.get() > 0);
      limited.resume.countDown();
      first.get();
      for (Future<?> other : others) {
        other.get();
      }
      assertEquals(4, smtp.server().mails().size());
      int refused = limited.refusedCount.get();
      smtp.send("last@example.org");
      assertEquals(refused, limited.refusedCount.get(), "nobody knocks again for a while");
    }
  }

  @Test
  void mail_that_waits_too_long_for_a_connection_fails_transiently() throws Exception {
    ConnectionLimitScript limited = new ConnectionLimitScript("421 Too many connections", 1);
    try (SmtpClientFixture smtp = SmtpClientFixture.withLongTimeout(limited)) {
      Future<?> first = smtp.sendInBackground("first@example.org");
      limited.inFlight.await();
      DeliveryFailedException failure = smtp.sendAndExpectFailure();
      assertEquals(FailureType.TRANSIENT, failure.failureType());
      assertEquals(
          "The mail server takes no more connections, and none of 1 was free for 1 seconds",
          failure.getMessage());
      limited.resume.countDown();
      first.get();
    }
  }

  @Test
  void channel_is_unavailable_while_the_server_refuses_the_last_connection() throws Exception {
    AtomicBoolean busy = new AtomicBoolean(true);
    UnaryOperator<String> script =
        line -> line.equals("CONNECT") && busy.get() ? "421 Shutting down" : null;
    try (SmtpClientFixture smtp = SmtpClientFixture.withLongTimeout(script)) {
      List<Future<?>> mails =
          Stream.of("a", "b", "c")
              .<Future<?>>map(name -> smtp.sendInBackground(name + "@example.org"))
              .toList();
      for (Future<?> mail : mails) {
        Throwable cause = assertThrows(ExecutionException.class, mail::get).getCause();
        assertEquals(
            FailureType.CHANNEL_UNAVAILABLE,
            ((DeliveryFailedException) cause).failureType(),
            cause.toString());
      }
      busy.set(false);
      smtp.send("bob@example.org");
      assertEquals(1, smtp.server().mails().size());
    }
  }

  @Test
  void connection_closed_after_its_greeting_lowers_the_limit() throws Exception {
    AtomicInteger mails = new AtomicInteger();
    ConnectionLimitScript limited = new ConnectionLimitScript("unused", Integer.MAX_VALUE);
    UnaryOperator<String> script =
        line ->
            line.startsWith("MAIL") && mails.incrementAndGet() == 2
                ? "421 4.7.0 Too many connections"
                : limited.apply(line);
    try (SmtpClientFixture smtp = SmtpClientFixture.withLongTimeout(script)) {
      Future<?> first = smtp.sendInBackground("first@example.org");
      limited.inFlight.await();
      Future<?> second = smtp.sendInBackground("second@example.org");
      await().until(() -> mails.get() == 2);
      limited.resume.countDown();
      first.get();
      second.get();
      assertEquals(2, smtp.server().mails().size());
      assertEquals(2, smtp.server().connectionCount());
    }
  }

  /** A server that takes one connection at a time, and is told of ends before it refuses. */
  private static UnaryOperator<String> oneAtATime(
      ConnectionLimitScript limited, AtomicInteger open) {
    return line -> {
      if (line.equals("QUIT")) {
        open.decrementAndGet();
      }
      if (line.equals("CONNECT") && !awaitFreeSlot(open, limited.refusedCount.get() > 0)) {
        limited.refusedCount.incrementAndGet();
        return "421 4.7.0 Too many connections";
      }
      return limited.apply(line);
    };
  }

  /** Whoever knows of the limit does not come too early, but the other end may be seen late. */
  private static boolean awaitFreeSlot(AtomicInteger open, boolean knowsLimit) {
    try {
      await()
          .atMost(knowsLimit ? Duration.ofSeconds(10) : Duration.ofMillis(300))
          .until(() -> open.compareAndSet(0, 1));
      return true;
    } catch (ConditionTimeoutException e) {
      return false;
    }
  }

  @Test
  void idle_connection_of_the_other_route_is_closed_to_make_room() throws Exception {
    ConnectionLimitScript limited = new ConnectionLimitScript("unused", Integer.MAX_VALUE);
    limited.resume.countDown();
    try (SmtpClientFixture smtp =
        SmtpClientFixture.withBothRoutes(oneAtATime(limited, new AtomicInteger()))) {
      smtp.sendByAsciiRoute("bob@example.org");
      smtp.send("kovač@example.org");
      smtp.sendByAsciiRoute("bob@example.org");
      assertEquals(3, smtp.server().mails().size());
      assertEquals(1, limited.refusedCount.get(), "the limit holds for both ways together");
    }
  }

  @Test
  void refusal_of_a_replacement_connection_does_not_lower_the_limit() throws Exception {
    AtomicInteger connects = new AtomicInteger();
    ConnectionLimitScript limited = new ConnectionLimitScript("unused", Integer.MAX_VALUE);
    UnaryOperator<String> script =
        line ->
            line.equals("CONNECT") && List.of(3, 4).contains(connects.incrementAndGet())
                ? "421 4.7.0 Too many connections"
                : limited.apply(line);
    try (SmtpClientFixture smtp = SmtpClientFixture.withBothRoutes(script)) {
      List<Future<?>> mails = new ArrayList<>();
      for (int i = 1; i <= 3; i++) {
        int number = i;
        mails.add(smtp.sendByAsciiRouteInBackground("bob@example.org"));
        await().until(() -> connects.get() == number);
      }
      limited.resume.countDown();
      for (Future<?> mail : mails) {
        mail.get();
      }
      DeliveryFailedException failure =
          assertThrows(DeliveryFailedException.class, () -> smtp.send("kovač@example.org"));
      assertEquals(
          FailureType.TRANSIENT,
          failure.failureType(),
          "the server has not seen the end of the other");
      smtp.send("kovač@example.org");
      await().until(() -> smtp.server().openConnectionCount() == 2);
    }
  }

  @Test
  void mail_waits_for_a_connection_of_the_other_route() throws Exception {
    ConnectionLimitScript limited = new ConnectionLimitScript("unused", Integer.MAX_VALUE);
    try (SmtpClientFixture smtp =
        SmtpClientFixture.withBothRoutes(oneAtATime(limited, new AtomicInteger()))) {
      Future<?> first = smtp.sendByAsciiRouteInBackground("bob@example.org");
      limited.inFlight.await();
      DeliveryFailedException failure =
          assertThrows(DeliveryFailedException.class, () -> smtp.send("kovač@example.org"));
      assertEquals(FailureType.TRANSIENT, failure.failureType(), failure.getMessage());
      Future<?> second = smtp.sendInBackground("kovač@example.org");
      limited.resume.countDown();
      first.get();
      second.get();
      assertEquals(2, smtp.server().mails().size());
    }
  }
}
