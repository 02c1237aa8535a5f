package dev.letterbox.moderation;

import static dev.letterbox.api.ModerationStatus.ACCEPTED;
import static dev.letterbox.api.ModerationStatus.PENDING;
import static dev.letterbox.api.ModerationStatus.REJECTED;
import static dev.letterbox.moderation.FixedAutoModerator.DEFAULT_REASON;
import static dev.letterbox.moderation.FixedAutoModerator.moderate;
import static dev.letterbox.moderation.FixedAutoModerator.withDefaultReason;
import static dev.letterbox.moderation.FixedAutoModerator.withReason;
import static dev.letterbox.moderation.FixedAutoModerator.withoutRating;
import static dev.letterbox.moderation.FixedAutoModerator.withoutReason;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.letterbox.api.AutoModerator;
import dev.letterbox.api.AutoModerator.Rating;
import dev.letterbox.api.ModerationStatus;
import dev.letterbox.api.spi.ExtensionFailedException;
import dev.letterbox.message.store.ModerationResult;
import dev.letterbox.message.store.ModerationResult.StoredRating;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The chain of auto-moderators. */
class AutoModeratorChainTest {

  /** Rules 1 to 5 with their expected results. */
  static Stream<Arguments> rules() {
    return Stream.of(
        // without moderators or ratings the default decides, without a reason
        rule(PENDING, null),
        rule(PENDING, null, withoutRating()),
        rule(PENDING, null, withoutRating(), withoutRating()),
        rule(PENDING, null, withDefaultReason(-1)),
        rule(PENDING, null, withDefaultReason(-0.001)),
        rule(PENDING, null, withDefaultReason(101)),
        rule(PENDING, null, withDefaultReason(100.001)),
        rule(PENDING, null, withDefaultReason(Double.NaN)),
        rule(PENDING, null, withDefaultReason(Double.POSITIVE_INFINITY)),
        rule(PENDING, null, withDefaultReason(Double.NEGATIVE_INFINITY)),
        rule(PENDING, null, withReason(-1, "no"), withoutRating(), withReason(101, "no")),
        // 0 rejects immediately, with its own reason only
        rule(REJECTED, null, withoutReason(0)),
        rule(REJECTED, null, withoutReason(-0.0)),
        rule(REJECTED, DEFAULT_REASON, withDefaultReason(0)),
        rule(REJECTED, "spam", withReason(0, "spam")),
        rule(REJECTED, null, withReason(0, " ")),
        rule(REJECTED, null, withReason(0, "")),
        rule(REJECTED, "spam", withReason(49, "rude"), withReason(0, "spam")),
        rule(REJECTED, "spam", withReason(0, "spam"), withoutReason(100)),
        rule(REJECTED, null, withReason(49, "rude"), withoutReason(0)),
        rule(
            REJECTED,
            "spam",
            withReason(99, "fine"),
            withReason(99, "fine"),
            withReason(0, "spam")),
        // 100 accepts immediately and ignores reasons
        rule(ACCEPTED, null, withoutReason(100)),
        rule(ACCEPTED, null, withReason(100, "good")),
        rule(ACCEPTED, null, withDefaultReason(100)),
        rule(ACCEPTED, null, withReason(1, "rude"), withReason(1, "rude"), withoutReason(100)),
        rule(ACCEPTED, null, withoutReason(100), withReason(0, "spam")),
        rule(ACCEPTED, null, withDefaultReason(-1), withoutReason(100), withReason(0, "spam")),
        // otherwise the average decides
        rule(ACCEPTED, null, withoutReason(50)),
        rule(ACCEPTED, null, withDefaultReason(50)),
        rule(ACCEPTED, null, withReason(99.999, "good")),
        rule(REJECTED, null, withoutReason(49)),
        rule(REJECTED, null, withoutReason(49.999)),
        rule(REJECTED, null, withoutReason(0.001)),
        rule(REJECTED, DEFAULT_REASON, withDefaultReason(49)),
        rule(REJECTED, "rude", withReason(49, "rude")),
        rule(REJECTED, null, withReason(49, "  ")),
        rule(ACCEPTED, null, withReason(49, "rude"), withoutReason(51)),
        rule(ACCEPTED, null, withoutReason(51), withReason(49, "rude")),
        rule(REJECTED, "rude", withReason(49, "rude"), withReason(50, "so so")),
        rule(REJECTED, "rude", withReason(50, "so so"), withReason(49, "rude")),
        rule(REJECTED, "rude", withReason(20, "rude"), withoutRating(), withReason(79, "good")),
        rule(REJECTED, "a, b", withReason(10, "a"), withReason(20, "b")),
        rule(REJECTED, "b, a", withReason(20, "b"), withReason(10, "a")),
        rule(REJECTED, "a, a", withReason(10, "a"), withReason(20, "a")),
        rule(REJECTED, "a, c", withReason(10, "a"), withReason(20, "\t"), withReason(20, "c")),
        rule(
            REJECTED,
            "a, " + DEFAULT_REASON,
            withReason(10, "a"),
            withoutReason(20),
            withDefaultReason(30)),
        rule(
            REJECTED,
            "a",
            withReason(10, " a "),
            withReason(60, "b"),
            withDefaultReason(Double.NaN)));
  }

  private static Arguments rule(ModerationStatus status, String reason, AutoModerator... chain) {
    return arguments(status, reason, chain);
  }

  @ParameterizedTest
  @MethodSource("rules")
  void chain_follows_the_rules(ModerationStatus status, String reason, AutoModerator[] moderators) {
    ModerationResult result = moderate(PENDING, moderators);
    assertEquals(status, result.status());
    assertEquals(reason, result.reason());
  }

  @ParameterizedTest
  @ValueSource(strings = {"ACCEPTED", "REJECTED", "PENDING"})
  void default_status_applies_only_without_valid_ratings(String name) {
    ModerationStatus defaultStatus = ModerationStatus.valueOf(name);
    assertEquals(defaultStatus, moderate(defaultStatus).status());
    assertEquals(
        defaultStatus, moderate(defaultStatus, withoutRating(), withoutReason(-1)).status());
    assertNull(moderate(defaultStatus, withoutRating(), withDefaultReason(-1)).reason());
    assertEquals(ACCEPTED, moderate(defaultStatus, withoutRating(), withoutReason(50)).status());
    assertEquals(REJECTED, moderate(defaultStatus, withoutRating(), withoutReason(49)).status());
    assertEquals(REJECTED, moderate(defaultStatus, withoutReason(0)).status());
    assertEquals(ACCEPTED, moderate(defaultStatus, withoutReason(100)).status());
  }

  @Test
  void ratings_are_recorded_in_the_order_of_the_calls() {
    ModerationResult result =
        moderate(
            PENDING,
            withoutRating(),
            withDefaultReason(-1),
            withReason(40, "rude"),
            withDefaultReason(30),
            withDefaultReason(70),
            withReason(80, "friendly"),
            withReason(0, "spam"),
            withReason(100, "not called"));
    assertEquals(
        List.of(
            new StoredRating("none", null, null),
            new StoredRating("default -1.0", null, null),
            new StoredRating("because 40.0 rude", 40.0, "rude"),
            new StoredRating("default 30.0", 30.0, DEFAULT_REASON),
            new StoredRating("default 70.0", 70.0, null),
            new StoredRating("because 80.0 friendly", 80.0, "friendly"),
            new StoredRating("because 0.0 spam", 0.0, "spam")),
        result.ratings());
  }

  @Test
  void moderators_after_the_decision_are_not_called() {
    AutoModerator neverCalled =
        message -> {
          throw new IllegalStateException("called");
        };
    assertEquals(REJECTED, moderate(PENDING, withoutReason(0), neverCalled).status());
    assertEquals(ACCEPTED, moderate(PENDING, withoutReason(100), neverCalled).status());
    assertThrows(
        ExtensionFailedException.class, () -> moderate(PENDING, withoutReason(50), neverCalled));
  }

  @Test
  void failing_moderator_is_named_with_its_exception() {
    IllegalStateException cause = new IllegalStateException("no network");
    AutoModerator failing =
        message -> {
          throw cause;
        };
    ExtensionFailedException exception =
        assertThrows(ExtensionFailedException.class, () -> moderate(PENDING, failing));
    assertEquals("class of it", exception.extension());
    assertSame(cause, exception.getCause());
  }

  @Test
  void null_rating_counts_as_no_rating() {
    AutoModerator returnsNull = message -> null;
    assertEquals(PENDING, moderate(PENDING, returnsNull).status());
  }

  @Test
  void long_reason_is_truncated_to_120_characters() {
    String longest = "\uD83D\uDCEC".repeat(120);
    assertEquals(longest, moderate(PENDING, withReason(0, longest)).reason());
    assertEquals(
        "\uD83D\uDCEC".repeat(119) + "…", moderate(PENDING, withReason(0, longest + "!")).reason());
    assertEquals(
        "a".repeat(80) + ", " + "b".repeat(37) + "…",
        moderate(PENDING, withReason(10, "a".repeat(80)), withReason(20, "b".repeat(80))).reason());
    List<StoredRating> ratings = moderate(PENDING, withReason(10, "a".repeat(1001))).ratings();
    assertEquals("a".repeat(999) + "…", ratings.get(0).reason(), "stored reasons are longer");
  }

  @Test
  void reason_is_normalized_to_one_storable_line() {
    assertEquals(
        "a  b c d e f",
        moderate(PENDING, withReason(0, "\r\na\r\nb\0c\ud800d\u2028e\u0007f\n")).reason());
  }

  @Test
  void moderator_name_defaults_to_the_class_name() {
    AutoModerator lambda = message -> Optional.of(Rating.REJECT);
    assertEquals("AutoModeratorChainTest", moderate(PENDING, lambda).ratings().get(0).moderator());
    assertEquals("bare 0.0", moderate(PENDING, withoutReason(0)).ratings().get(0).moderator());
    FixedAutoModerator nameless = new FixedAutoModerator(" ", Optional.of(Rating.REJECT), "");
    assertEquals("class of it", moderate(PENDING, nameless).ratings().get(0).moderator());
    FixedAutoModerator longName =
        new FixedAutoModerator("n".repeat(300), Optional.of(Rating.REJECT), "");
    assertEquals("n".repeat(254) + "…", moderate(PENDING, longName).ratings().get(0).moderator());
  }
}
