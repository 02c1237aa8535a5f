package dev.letterbox.notification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.letterbox.api.NotificationLabel;
import dev.letterbox.api.spi.DeliveryFailedException;
import dev.letterbox.shared.DefaultSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetriesTest {

  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

  private final Retries retries = new Retries(new DefaultSettings());

  private static Failed failed(int attempts, Instant since, RuntimeException thrown) {
    return Failed.of(
        new Entry(
            1, 2, NotificationLabel.MESSAGE, "email", "bob", "", null, attempts, since, since),
        thrown);
  }

  private static Failed failed(int attempts) {
    return failed(attempts, NOW, DeliveryFailedException.passing("Busy", null));
  }

  @ParameterizedTest
  @CsvSource({"1, 5", "2, 10", "3, 20", "4, 40", "10, 2560", "11, 3600", "19, 3600"})
  void each_attempt_waits_twice_as_long_up_to_an_hour_give_or_take_half(
      int attempts, long seconds) {
    Stream<Duration> waits =
        IntStream.range(0, 1000)
            .mapToObj(i -> Duration.between(NOW, retries.nextAttempt(failed(attempts), NOW)));
    long[] millis = waits.mapToLong(Duration::toMillis).sorted().toArray();
    assertTrue(millis[0] >= seconds * 500, "least " + millis[0]);
    assertTrue(millis[999] <= seconds * 1500, "most " + millis[999]);
    assertTrue(millis[999] - millis[0] > seconds * 500, "they differ");
  }

  @Test
  void what_has_met_an_outage_waits_for_five_minutes_at_most_give_or_take_half() {
    RuntimeException thrown = DeliveryFailedException.unavailable("No answer", null);
    for (int attempts : List.of(7, 90)) {
      for (int i = 0; i < 1000; i++) {
        Instant next = retries.nextAttempt(failed(attempts, NOW, thrown), NOW);
        Duration wait = Duration.between(NOW, next);
        assertTrue(wait.compareTo(Duration.ofSeconds(150)) >= 0, wait.toString());
        assertTrue(wait.compareTo(Duration.ofSeconds(450)) <= 0, wait.toString());
      }
    }
  }

  @Test
  void attempts_at_a_server_that_can_not_be_reached_leave_one() {
    RuntimeException thrown = DeliveryFailedException.unavailable("No answer", null);
    assertEquals(3, retries.attempts(failed(3, NOW, thrown)));
    assertEquals(89, retries.attempts(failed(90, NOW, thrown)));
    assertEquals(20, retries.attempts(failed(21, NOW, thrown)), "those before it count");
    assertEquals(90, retries.attempts(failed(90)));
  }

  @Test
  void outage_of_two_days_uses_up_next_to_no_attempts() {
    RuntimeException thrown = DeliveryFailedException.unavailable("No answer", null);
    int attempts = 0;
    for (Duration waited = Duration.ZERO; waited.toHours() < 48; ) {
      Failed failed = failed(attempts + 1, NOW, thrown);
      assertEquals("PENDING", retries.stateOf(failed, NOW));
      attempts = retries.attempts(failed);
      waited = waited.plus(Duration.between(NOW, retries.nextAttempt(failed, NOW)));
    }
    assertEquals(7, attempts);
  }

  @Test
  void who_is_told_in_a_range_that_was_tried_often_has_been_tried_once() {
    assertEquals(1, failed(90).entry().splitOff("bob").attempts());
  }

  @Test
  void it_is_dead_after_the_last_attempt() {
    assertEquals("PENDING", retries.stateOf(failed(89), NOW));
    assertEquals("DEAD", retries.stateOf(failed(90), NOW));
  }

  @Test
  void last_attempt_is_not_one_at_a_server_that_does_not_answer() {
    RuntimeException thrown = DeliveryFailedException.unavailable("No answer", null);
    assertEquals("PENDING", retries.stateOf(failed(90, NOW, thrown), NOW));
  }

  @Test
  void attempts_last_for_all_the_hours() {
    Duration least = Duration.ZERO;
    for (int attempt = 1; attempt < 90; attempt++) {
      Instant next = retries.nextAttempt(failed(attempt), NOW);
      least = least.plus(Duration.between(NOW, next));
    }
    assertTrue(least.compareTo(Duration.ofHours(66)) > 0, least.toString());
  }

  @Test
  void it_is_dead_after_the_last_hour() {
    RuntimeException thrown = DeliveryFailedException.unavailable("No answer", null);
    Instant hours = NOW.minus(Duration.ofDays(3));
    assertEquals("PENDING", retries.stateOf(failed(1, hours, thrown), NOW));
    assertEquals("DEAD", retries.stateOf(failed(1, hours.minusMillis(1), thrown), NOW));
  }

  @Test
  void what_is_of_no_use_is_dead_at_once() {
    RuntimeException thrown = DeliveryFailedException.permanent("No such mailbox", null);
    assertEquals("DEAD", retries.stateOf(failed(1, NOW, thrown), NOW));
  }

  @Test
  void error_says_what_a_channel_said_and_names_what_it_threw_else() {
    assertEquals(
        "No such mailbox",
        failed(1, NOW, DeliveryFailedException.permanent("No such mailbox", null)).error());
    assertEquals(
        "java.lang.IllegalStateException: Closed",
        failed(1, NOW, new IllegalStateException("Closed")).error());
    assertEquals(
        "java.lang.IllegalStateException", failed(1, NOW, new IllegalStateException()).error());
  }

  @Test
  void error_is_cut_between_characters_to_what_is_stored() {
    String text = "\0" + "x".repeat(998) + "\uD83D\uDE00 and more";
    String error = failed(1, NOW, DeliveryFailedException.passing(text, null)).error();
    assertEquals(" " + "x".repeat(998), error);
  }
}
