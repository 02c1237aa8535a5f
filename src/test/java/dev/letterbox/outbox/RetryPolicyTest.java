package dev.letterbox.outbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.letterbox.api.notification.NotificationType;
import dev.letterbox.api.notification.OutboxState;
import dev.letterbox.api.spi.DeliveryFailedException;
import dev.letterbox.shared.config.DefaultSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryPolicyTest {

  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

  private final RetryPolicy retryPolicy = new RetryPolicy(new DefaultSettings());

  private static FailedAttempt failedAttempt(int attempts, Instant since, RuntimeException thrown) {
    return FailedAttempt.of(
        new OutboxRecord(
            1,
            2,
            NotificationType.MESSAGE,
            null,
            null,
            "email",
            "bob",
            "",
            null,
            attempts,
            since,
            since),
        thrown);
  }

  private static FailedAttempt failedAttempt(int attempts) {
    return failedAttempt(attempts, NOW, DeliveryFailedException.transientFailure("Busy", null));
  }

  @ParameterizedTest
  @CsvSource({"1, 5", "2, 10", "3, 20", "4, 40", "10, 2560", "11, 3600", "19, 3600"})
  void delay_doubles_up_to_an_hour_with_jitter_of_half(int attempts, long seconds) {
    Stream<Duration> waits =
        IntStream.range(0, 1000)
            .mapToObj(
                i -> Duration.between(NOW, retryPolicy.nextAttempt(failedAttempt(attempts), NOW)));
    long[] millis = waits.mapToLong(Duration::toMillis).sorted().toArray();
    assertTrue(millis[0] >= seconds * 500, "least " + millis[0]);
    assertTrue(millis[999] <= seconds * 1500, "most " + millis[999]);
    assertTrue(millis[999] - millis[0] > seconds * 500, "range of the jitter");
  }

  @Test
  void delay_in_an_outage_is_at_most_five_minutes_with_jitter_of_half() {
    RuntimeException thrown = DeliveryFailedException.channelUnavailable("No answer", null);
    for (int attempts : List.of(7, 90)) {
      for (int i = 0; i < 1000; i++) {
        Instant next = retryPolicy.nextAttempt(failedAttempt(attempts, NOW, thrown), NOW);
        Duration wait = Duration.between(NOW, next);
        assertTrue(wait.compareTo(Duration.ofSeconds(150)) >= 0, wait.toString());
        assertTrue(wait.compareTo(Duration.ofSeconds(450)) <= 0, wait.toString());
      }
    }
  }

  @Test
  void outage_leaves_at_least_one_attempt() {
    RuntimeException thrown = DeliveryFailedException.channelUnavailable("No answer", null);
    assertEquals(3, retryPolicy.countedAttempts(failedAttempt(3, NOW, thrown)));
    assertEquals(89, retryPolicy.countedAttempts(failedAttempt(90, NOW, thrown)));
    assertEquals(
        20, retryPolicy.countedAttempts(failedAttempt(21, NOW, thrown)), "earlier attempts count");
    assertEquals(90, retryPolicy.countedAttempts(failedAttempt(90)));
  }

  @Test
  void outage_of_two_days_uses_seven_attempts() {
    RuntimeException thrown = DeliveryFailedException.channelUnavailable("No answer", null);
    int attempts = 0;
    for (Duration waited = Duration.ZERO; waited.toHours() < 48; ) {
      FailedAttempt attempt = failedAttempt(attempts + 1, NOW, thrown);
      assertEquals(OutboxState.PENDING, retryPolicy.nextState(attempt, NOW));
      attempts = retryPolicy.countedAttempts(attempt);
      waited = waited.plus(Duration.between(NOW, retryPolicy.nextAttempt(attempt, NOW)));
    }
    assertEquals(7, attempts);
  }

  @Test
  void recipient_split_off_a_retried_range_has_one_attempt() {
    assertEquals(1, failedAttempt(90).record().forSingleRecipient("bob").attempts());
  }

  @Test
  void record_is_dead_after_the_last_attempt() {
    assertEquals(OutboxState.PENDING, retryPolicy.nextState(failedAttempt(89), NOW));
    assertEquals(OutboxState.DEAD, retryPolicy.nextState(failedAttempt(90), NOW));
  }

  @Test
  void attempt_during_an_outage_is_never_the_last() {
    RuntimeException thrown = DeliveryFailedException.channelUnavailable("No answer", null);
    assertEquals(OutboxState.PENDING, retryPolicy.nextState(failedAttempt(90, NOW, thrown), NOW));
  }

  @Test
  void attempts_cover_the_maximum_hours() {
    Duration least = Duration.ZERO;
    for (int attempt = 1; attempt < 90; attempt++) {
      Instant next = retryPolicy.nextAttempt(failedAttempt(attempt), NOW);
      least = least.plus(Duration.between(NOW, next));
    }
    assertTrue(least.compareTo(Duration.ofHours(66)) > 0, least.toString());
  }

  @Test
  void record_is_dead_after_the_maximum_hours() {
    RuntimeException thrown = DeliveryFailedException.channelUnavailable("No answer", null);
    Instant hours = NOW.minus(Duration.ofDays(3));
    assertEquals(OutboxState.PENDING, retryPolicy.nextState(failedAttempt(1, hours, thrown), NOW));
    assertEquals(
        OutboxState.DEAD,
        retryPolicy.nextState(failedAttempt(1, hours.minusMillis(1), thrown), NOW));
  }

  @Test
  void permanent_failure_is_dead_at_once() {
    RuntimeException thrown = DeliveryFailedException.permanentFailure("No such mailbox", null);
    assertEquals(OutboxState.DEAD, retryPolicy.nextState(failedAttempt(1, NOW, thrown), NOW));
  }

  @Test
  void error_is_the_message_of_the_channel_or_names_the_exception() {
    assertEquals(
        "No such mailbox",
        failedAttempt(1, NOW, DeliveryFailedException.permanentFailure("No such mailbox", null))
            .error());
    assertEquals(
        "java.lang.IllegalStateException: Closed",
        failedAttempt(1, NOW, new IllegalStateException("Closed")).error());
    assertEquals(
        "java.lang.IllegalStateException",
        failedAttempt(1, NOW, new IllegalStateException()).error());
  }

  @Test
  void error_is_truncated_between_characters() {
    String text = "\0" + "x".repeat(998) + "\uD83D\uDE00 and more";
    String error =
        failedAttempt(1, NOW, DeliveryFailedException.transientFailure(text, null)).error();
    assertEquals(" " + "x".repeat(998), error);
  }
}
