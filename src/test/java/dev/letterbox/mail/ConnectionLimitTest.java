package dev.letterbox.mail;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.letterbox.api.spi.DeliveryFailedException;
import dev.letterbox.api.spi.DeliveryFailedException.Kind;
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
class ConnectionLimitTest {

  /** Takes so many connections at once, and tells others to go away. */
  private static final class Limited implements UnaryOperator<String> {

    private final String refusal;
    private final int most;
    private final AtomicInteger greeted = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();
    private final CountDownLatch underWay = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);

    Limited(String refusal, int most) {
      this.refusal = refusal;
      this.most = most;
    }

    @Override
    public String apply(String line) {
      if (line.equals("CONNECT") && greeted.incrementAndGet() > most) {
        refused.incrementAndGet();
        return refusal;
      }
      if (line.equals(".")) {
        underWay.countDown();
        Conversation.pauseUntil(goOn);
      }
      return null;
    }
  }

  @ParameterizedTest
  @CsvSource({"421 4.7.0 Too many connections", "554 5.7.0 Too many connections", "451 Slow down"})
  void mails_wait_for_the_connections_that_a_server_takes(String refusal) throws Exception {
    Limited limited = new Limited(refusal, 1);
    try (Conversation smtp = Conversation.unhurried(limited)) {
      Future<?> first = smtp.inBackground("first@example.org");
      limited.underWay.await();
      List<Future<?>> others =
          Stream.of("a", "b", "c")
              .<Future<?>>map(name -> smtp.inBackground(name + "@example.org"))
              .toList();
      await().until(() -> limited.refused.get() > 0);
      limited.goOn.countDown();
      first.get();
      for (Future<?> other : others) {
        other.get();
      }
      assertEquals(4, smtp.server().mails().size());
      int refused = limited.refused.get();
      smtp.send("last@example.org");
      assertEquals(refused, limited.refused.get(), "nobody knocks again for a while");
    }
  }

  @Test
  void a_mail_that_waits_too_long_for_a_connection_is_tried_again_later_and_others_are_not_stopped()
      throws Exception {
    Limited limited = new Limited("421 Too many connections", 1);
    try (Conversation smtp = Conversation.unhurried(limited)) {
      Future<?> first = smtp.inBackground("first@example.org");
      limited.underWay.await();
      DeliveryFailedException failure = smtp.failure();
      assertEquals(Kind.PASSING, failure.kind());
      assertEquals(
          "The mail server takes no more connections, and none of 1 was free for 1 seconds",
          failure.getMessage());
      limited.goOn.countDown();
      first.get();
    }
  }

  @Test
  void nobody_is_reached_when_the_last_connection_is_refused_and_all_come_back_later()
      throws Exception {
    AtomicBoolean busy = new AtomicBoolean(true);
    UnaryOperator<String> script =
        line -> line.equals("CONNECT") && busy.get() ? "421 Shutting down" : null;
    try (Conversation smtp = Conversation.unhurried(script)) {
      List<Future<?>> mails =
          Stream.of("a", "b", "c")
              .<Future<?>>map(name -> smtp.inBackground(name + "@example.org"))
              .toList();
      for (Future<?> mail : mails) {
        Throwable cause = assertThrows(ExecutionException.class, mail::get).getCause();
        assertEquals(Kind.UNAVAILABLE, ((DeliveryFailedException) cause).kind(), cause.toString());
      }
      busy.set(false);
      smtp.send("bob@example.org");
      assertEquals(1, smtp.server().mails().size());
    }
  }

  @Test
  void a_new_connection_that_is_closed_after_its_greeting_counts_as_one_too_many()
      throws Exception {
    AtomicInteger mails = new AtomicInteger();
    Limited limited = new Limited("unused", Integer.MAX_VALUE);
    UnaryOperator<String> script =
        line ->
            line.startsWith("MAIL") && mails.incrementAndGet() == 2
                ? "421 4.7.0 Too many connections"
                : limited.apply(line);
    try (Conversation smtp = Conversation.unhurried(script)) {
      Future<?> first = smtp.inBackground("first@example.org");
      limited.underWay.await();
      Future<?> second = smtp.inBackground("second@example.org");
      await().until(() -> mails.get() == 2);
      limited.goOn.countDown();
      first.get();
      second.get();
      assertEquals(2, smtp.server().mails().size());
      assertEquals(2, smtp.server().connections());
    }
  }

  /** A server that takes one connection at a time, and is told of ends before it refuses. */
  private static UnaryOperator<String> oneAtATime(Limited limited, AtomicInteger open) {
    return line -> {
      if (line.equals("QUIT")) {
        open.decrementAndGet();
      }
      if (line.equals("CONNECT") && !isFree(open, limited.refused.get() > 0)) {
        limited.refused.incrementAndGet();
        return "421 4.7.0 Too many connections";
      }
      return limited.apply(line);
    };
  }

  /** Whoever knows of the limit does not come too early, but the other end may be seen late. */
  private static boolean isFree(AtomicInteger open, boolean knowsLimit) {
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
  void an_idle_connection_of_the_other_way_makes_room() throws Exception {
    Limited limited = new Limited("unused", Integer.MAX_VALUE);
    limited.goOn.countDown();
    try (Conversation smtp = Conversation.ofBothWays(oneAtATime(limited, new AtomicInteger()))) {
      smtp.sendPlainly("bob@example.org");
      smtp.send("kovač@example.org");
      smtp.sendPlainly("bob@example.org");
      assertEquals(3, smtp.server().mails().size());
      assertEquals(1, limited.refused.get(), "the limit holds for both ways together");
    }
  }

  @Test
  void a_refusal_of_one_in_place_of_another_lowers_no_limit() throws Exception {
    AtomicInteger connects = new AtomicInteger();
    Limited limited = new Limited("unused", Integer.MAX_VALUE);
    UnaryOperator<String> script =
        line ->
            line.equals("CONNECT") && List.of(3, 4).contains(connects.incrementAndGet())
                ? "421 4.7.0 Too many connections"
                : limited.apply(line);
    try (Conversation smtp = Conversation.ofBothWays(script)) {
      List<Future<?>> mails = new ArrayList<>();
      for (int i = 1; i <= 3; i++) {
        int number = i;
        mails.add(smtp.plainlyInBackground("bob@example.org"));
        await().until(() -> connects.get() == number);
      }
      limited.goOn.countDown();
      for (Future<?> mail : mails) {
        mail.get();
      }
      DeliveryFailedException failure =
          assertThrows(DeliveryFailedException.class, () -> smtp.send("kovač@example.org"));
      assertEquals(Kind.PASSING, failure.kind(), "the server has not seen the end of the other");
      smtp.send("kovač@example.org");
      await().until(() -> smtp.server().open() == 2);
    }
  }

  @Test
  void a_mail_waits_for_a_connection_of_the_other_way_and_others_are_not_stopped()
      throws Exception {
    Limited limited = new Limited("unused", Integer.MAX_VALUE);
    try (Conversation smtp = Conversation.ofBothWays(oneAtATime(limited, new AtomicInteger()))) {
      Future<?> first = smtp.plainlyInBackground("bob@example.org");
      limited.underWay.await();
      DeliveryFailedException failure =
          assertThrows(DeliveryFailedException.class, () -> smtp.send("kovač@example.org"));
      assertEquals(Kind.PASSING, failure.kind(), failure.getMessage());
      Future<?> second = smtp.inBackground("kovač@example.org");
      limited.goOn.countDown();
      first.get();
      second.get();
      assertEquals(2, smtp.server().mails().size());
    }
  }
}
