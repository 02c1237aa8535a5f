package dev.letterbox.idempotency;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.letterbox.api.InvalidInputException;
import dev.letterbox.api.request.IdempotentRequest;
import dev.letterbox.testing.support.ConcurrentRun;
import dev.letterbox.testing.support.InServerTestBase;
import dev.letterbox.testing.support.TestLength;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Concurrent requests with one key: one runs, the others wait and get the same answer. */
class IdempotencyRaceTests extends InServerTestBase implements IdempotencyServices {

  @Test
  void two_concurrent_requests_run_once_and_get_the_same_answer() throws Exception {
    assertRunOnce(2, TestLength.of(50, 100));
  }

  @Test
  void twenty_concurrent_requests_run_once_and_get_the_same_answer() throws Exception {
    assertRunOnce(20, TestLength.of(10, 20));
  }

  @Test
  void more_concurrent_requests_than_connections_run_once() throws Exception {
    assertRunOnce(60, 2);
  }

  private void assertRunOnce(int threads, int rounds) throws Exception {
    String alice = users().create("alice");
    for (int round = 0; round < rounds; round++) {
      String key = "round-" + round;
      Set<String> answers =
          new HashSet<>(ConcurrentRun.repeat(threads, () -> writeWithKey(key, alice, "Race")));
      assertEquals(1, answers.size(), answers.toString());
      assertEquals(round + 1, sentCount(alice));
    }
    tables().assertCountersExact(alice);
  }

  @Test
  void one_waiting_request_runs_after_the_first_has_failed() throws Exception {
    String alice = users().create("alice");
    for (int round = 0; round < TestLength.of(10, 20); round++) {
      IdempotentRequest request = IdempotentRequest.of(alice, "round-" + round, "");
      AtomicBoolean failed = new AtomicBoolean();
      Callable<String> call =
          () -> {
            try {
              return idempotency()
                  .runOnce(
                      request,
                      () -> {
                        String id = write(alice, "Race");
                        return failed.compareAndSet(false, true) ? write(alice, "") : id;
                      });
            } catch (InvalidInputException e) {
              return "failed";
            }
          };
      Set<String> answers = new HashSet<>(ConcurrentRun.repeat(6, call));
      assertEquals(2, answers.size(), answers.toString());
      assertTrue(answers.contains("failed"), answers.toString());
      assertEquals(round + 1, sentCount(alice));
    }
  }

  @Test
  void expired_key_is_claimed_by_one_of_many_concurrent_requests() throws Exception {
    String alice = users().create("alice");
    for (int round = 0; round < 10; round++) {
      writeWithKey("key", alice, "Race " + round);
      sql()
          .update(
              "update lb_idempotency set created_at = ? where owner = ?",
              clock().now().minus(Duration.ofDays(2)),
              alice);
      String subject = "Race " + (round + 1) + " anew";
      Set<String> answers =
          new HashSet<>(ConcurrentRun.repeat(8, () -> writeWithKey("key", alice, subject)));
      assertEquals(1, answers.size(), answers.toString());
      sql().update("delete from lb_idempotency where owner = ?", alice);
      assertEquals(2L * (round + 1), sentCount(alice));
    }
  }

  @Test
  void other_keys_do_not_wait_for_a_key_in_flight() throws Exception {
    String alice = users().create("alice");
    String bob = users().create("bob");
    CountDownLatch inFlight = new CountDownLatch(1);
    CountDownLatch othersDone = new CountDownLatch(1);
    Callable<String> slow =
        () ->
            idempotency()
                .runOnce(
                    IdempotentRequest.of(alice, "slow", ""),
                    () -> {
                      inFlight.countDown();
                      return Boolean.toString(awaitLatch(othersDone));
                    });
    Callable<String> quick =
        () -> {
          assertTrue(awaitLatch(inFlight));
          for (String owner : List.of(alice, bob, alice, bob)) {
            IdempotentRequest other = IdempotentRequest.of(owner, "quick", "");
            assertEquals("quick", idempotency().runOnce(other, () -> "quick"));
          }
          othersDone.countDown();
          return "quick";
        };
    assertEquals(List.of("true", "quick"), ConcurrentRun.all(List.of(slow, quick)));
  }

  private static boolean awaitLatch(CountDownLatch latch) {
    try {
      return latch.await(20, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
