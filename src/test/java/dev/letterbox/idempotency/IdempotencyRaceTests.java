package dev.letterbox.idempotency;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.letterbox.api.IdempotentRequest;
import dev.letterbox.api.InvalidInputException;
import dev.letterbox.testing.AtOnce;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Many who ask for the same at once: one does it, the others wait and get the same answer. */
public interface IdempotencyRaceTests extends Asking {

  @Test
  default void two_at_once_do_it_once_and_get_the_same_answer_in_every_round() throws Exception {
    doneOnceBy(2, 100);
  }

  @Test
  default void twenty_at_once_do_it_once_and_get_the_same_answer_in_every_round() throws Exception {
    doneOnceBy(20, 20);
  }

  @Test
  default void more_than_there_are_connections_do_it_once_too() throws Exception {
    doneOnceBy(60, 2);
  }

  private void doneOnceBy(int threads, int rounds) throws Exception {
    String alice = users().named("alice");
    for (int round = 0; round < rounds; round++) {
      String key = "round-" + round;
      Set<String> answers =
          new HashSet<>(AtOnce.times(threads, () -> writesUnder(key, alice, "Race")));
      assertEquals(1, answers.size(), answers.toString());
      assertEquals(round + 1, sentBy(alice));
    }
    assertEquals(0, rows().wrongCounters(List.of(alice)));
  }

  @Test
  default void when_the_first_fails_exactly_one_of_those_who_wait_does_it() throws Exception {
    String alice = users().named("alice");
    for (int round = 0; round < 20; round++) {
      IdempotentRequest asked = new IdempotentRequest(alice, "round-" + round, "");
      AtomicBoolean failed = new AtomicBoolean();
      Callable<String> asking =
          () -> {
            try {
              return idempotency()
                  .once(
                      asked,
                      () -> {
                        String id = write(alice, "Race");
                        return failed.compareAndSet(false, true) ? write(alice, "") : id;
                      });
            } catch (InvalidInputException e) {
              return "failed";
            }
          };
      Set<String> answers = new HashSet<>(AtOnce.times(6, asking));
      assertEquals(2, answers.size(), answers.toString());
      assertTrue(answers.contains("failed"), answers.toString());
      assertEquals(round + 1, sentBy(alice));
    }
  }

  @Test
  default void expired_key_is_claimed_anew_by_one_of_many() throws Exception {
    String alice = users().named("alice");
    for (int round = 0; round < 10; round++) {
      writesUnder("key", alice, "Race " + round);
      sql()
          .update(
              "update lb_idempotency set created_at = ? where owner = ?",
              clock().now().minus(Duration.ofDays(2)),
              alice);
      String subject = "Race " + (round + 1) + " anew";
      Set<String> answers =
          new HashSet<>(AtOnce.times(8, () -> writesUnder("key", alice, subject)));
      assertEquals(1, answers.size(), answers.toString());
      sql().update("delete from lb_idempotency where owner = ?", alice);
      assertEquals(2L * (round + 1), sentBy(alice));
    }
  }

  @Test
  default void other_keys_do_not_wait_for_one_that_is_under_way() throws Exception {
    String alice = users().named("alice");
    String bob = users().named("bob");
    CountDownLatch underWay = new CountDownLatch(1);
    CountDownLatch othersDone = new CountDownLatch(1);
    Callable<String> slow =
        () ->
            idempotency()
                .once(
                    new IdempotentRequest(alice, "slow", ""),
                    () -> {
                      underWay.countDown();
                      return Boolean.toString(awaits(othersDone));
                    });
    Callable<String> quick =
        () -> {
          assertTrue(awaits(underWay));
          for (String owner : List.of(alice, bob, alice, bob)) {
            IdempotentRequest other = new IdempotentRequest(owner, "quick", "");
            assertEquals("quick", idempotency().once(other, () -> "quick"));
          }
          othersDone.countDown();
          return "quick";
        };
    assertEquals(List.of("true", "quick"), AtOnce.all(List.of(slow, quick)));
  }

  private static boolean awaits(CountDownLatch latch) {
    try {
      return latch.await(20, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
