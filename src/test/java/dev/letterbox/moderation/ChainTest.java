package dev.letterbox.moderation;

import static dev.letterbox.api.ModerationStatus.ACCEPTED;
import static dev.letterbox.api.ModerationStatus.PENDING;
import static dev.letterbox.api.ModerationStatus.REJECTED;
import static dev.letterbox.moderation.FixedModerator.DEFAULT;
import static dev.letterbox.moderation.FixedModerator.bare;
import static dev.letterbox.moderation.FixedModerator.because;
import static dev.letterbox.moderation.FixedModerator.byDefault;
import static dev.letterbox.moderation.FixedModerator.judge;
import static dev.letterbox.moderation.FixedModerator.none;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.letterbox.api.ExtensionFailedException;
import dev.letterbox.api.ModerationStatus;
import dev.letterbox.api.spi.AutoModerator;
import dev.letterbox.api.spi.Rating;
import dev.letterbox.message.Judgement;
import dev.letterbox.message.Judgement.Rated;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** REFERENCE.md section 4: the chain of auto-moderators. */
class ChainTest {

  /** Rules 1 to 5, each with whom it is for, by hand. */
  static Stream<Arguments> rules() {
    return Stream.of(
        // nobody, or nobody with an opinion: the default decides, without a reason
        rule(PENDING, null),
        rule(PENDING, null, none()),
        rule(PENDING, null, none(), none()),
        rule(PENDING, null, byDefault(-1)),
        rule(PENDING, null, byDefault(-0.001)),
        rule(PENDING, null, byDefault(101)),
        rule(PENDING, null, byDefault(100.001)),
        rule(PENDING, null, byDefault(Double.NaN)),
        rule(PENDING, null, byDefault(Double.POSITIVE_INFINITY)),
        rule(PENDING, null, byDefault(Double.NEGATIVE_INFINITY)),
        rule(PENDING, null, because(-1, "no"), none(), because(101, "no")),
        // 0 rejects at once, with its reason alone
        rule(REJECTED, null, bare(0)),
        rule(REJECTED, null, bare(-0.0)),
        rule(REJECTED, DEFAULT, byDefault(0)),
        rule(REJECTED, "spam", because(0, "spam")),
        rule(REJECTED, null, because(0, " ")),
        rule(REJECTED, null, because(0, "")),
        rule(REJECTED, "spam", because(49, "rude"), because(0, "spam")),
        rule(REJECTED, "spam", because(0, "spam"), bare(100)),
        rule(REJECTED, null, because(49, "rude"), bare(0)),
        rule(REJECTED, "spam", because(99, "fine"), because(99, "fine"), because(0, "spam")),
        // 100 accepts at once, and nobody reads a reason
        rule(ACCEPTED, null, bare(100)),
        rule(ACCEPTED, null, because(100, "good")),
        rule(ACCEPTED, null, byDefault(100)),
        rule(ACCEPTED, null, because(1, "rude"), because(1, "rude"), bare(100)),
        rule(ACCEPTED, null, bare(100), because(0, "spam")),
        rule(ACCEPTED, null, byDefault(-1), bare(100), because(0, "spam")),
        // otherwise the average
        rule(ACCEPTED, null, bare(50)),
        rule(ACCEPTED, null, byDefault(50)),
        rule(ACCEPTED, null, because(99.999, "good")),
        rule(REJECTED, null, bare(49)),
        rule(REJECTED, null, bare(49.999)),
        rule(REJECTED, null, bare(0.001)),
        rule(REJECTED, DEFAULT, byDefault(49)),
        rule(REJECTED, "rude", because(49, "rude")),
        rule(REJECTED, null, because(49, "  ")),
        rule(ACCEPTED, null, because(49, "rude"), bare(51)),
        rule(ACCEPTED, null, bare(51), because(49, "rude")),
        rule(REJECTED, "rude", because(49, "rude"), because(50, "so so")),
        rule(REJECTED, "rude", because(50, "so so"), because(49, "rude")),
        rule(REJECTED, "rude", because(20, "rude"), none(), because(79, "good")),
        rule(REJECTED, "a, b", because(10, "a"), because(20, "b")),
        rule(REJECTED, "b, a", because(20, "b"), because(10, "a")),
        rule(REJECTED, "a, a", because(10, "a"), because(20, "a")),
        rule(REJECTED, "a, c", because(10, "a"), because(20, "\t"), because(20, "c")),
        rule(REJECTED, "a, " + DEFAULT, because(10, "a"), bare(20), byDefault(30)),
        rule(REJECTED, "a", because(10, " a "), because(60, "b"), byDefault(Double.NaN)));
  }

  private static Arguments rule(ModerationStatus status, String reason, AutoModerator... chain) {
    return arguments(status, reason, chain);
  }

  @ParameterizedTest
  @MethodSource("rules")
  void chain_decides_by_the_rules(
      ModerationStatus status, String reason, AutoModerator[] moderators) {
    Judgement judgement = judge(PENDING, moderators);
    assertEquals(status, judgement.status());
    assertEquals(reason, judgement.reason());
  }

  @ParameterizedTest
  @ValueSource(strings = {"ACCEPTED", "REJECTED", "PENDING"})
  void default_decides_only_when_nobody_has_an_opinion(String name) {
    ModerationStatus otherwise = ModerationStatus.valueOf(name);
    assertEquals(otherwise, judge(otherwise).status());
    assertEquals(otherwise, judge(otherwise, none(), bare(-1)).status());
    assertNull(judge(otherwise, none(), byDefault(-1)).reason());
    assertEquals(ACCEPTED, judge(otherwise, none(), bare(50)).status());
    assertEquals(REJECTED, judge(otherwise, none(), bare(49)).status());
    assertEquals(REJECTED, judge(otherwise, bare(0)).status());
    assertEquals(ACCEPTED, judge(otherwise, bare(100)).status());
  }

  @Test
  void those_who_were_asked_are_noted_in_their_order_with_what_they_thought() {
    Judgement judgement =
        judge(
            PENDING,
            none(),
            byDefault(-1),
            because(40, "rude"),
            byDefault(30),
            byDefault(70),
            because(80, "friendly"),
            because(0, "spam"),
            because(100, "never asked"));
    assertEquals(
        List.of(
            new Rated("none", null, null),
            new Rated("default -1.0", null, null),
            new Rated("because 40.0 rude", 40.0, "rude"),
            new Rated("default 30.0", 30.0, DEFAULT),
            new Rated("default 70.0", 70.0, null),
            new Rated("because 80.0 friendly", 80.0, "friendly"),
            new Rated("because 0.0 spam", 0.0, "spam")),
        judgement.ratings());
  }

  @Test
  void one_that_would_be_asked_after_the_decision_is_not_asked() {
    AutoModerator never =
        message -> {
          throw new IllegalStateException("asked");
        };
    assertEquals(REJECTED, judge(PENDING, bare(0), never).status());
    assertEquals(ACCEPTED, judge(PENDING, bare(100), never).status());
    assertThrows(ExtensionFailedException.class, () -> judge(PENDING, bare(50), never));
  }

  @Test
  void one_that_throws_is_named_with_what_it_threw() {
    IllegalStateException cause = new IllegalStateException("no network");
    AutoModerator broken =
        message -> {
          throw cause;
        };
    ExtensionFailedException failed =
        assertThrows(ExtensionFailedException.class, () -> judge(PENDING, broken));
    assertEquals("class of it", failed.extension());
    assertSame(cause, failed.getCause());
  }

  @Test
  void one_that_answers_with_null_has_no_opinion() {
    AutoModerator careless = message -> null;
    assertEquals(PENDING, judge(PENDING, careless).status());
  }

  @Test
  void reason_that_is_too_long_is_cut_off_at_120_characters() {
    String longest = "\uD83D\uDCEC".repeat(120);
    assertEquals(longest, judge(PENDING, because(0, longest)).reason());
    assertEquals(
        "\uD83D\uDCEC".repeat(119) + "…", judge(PENDING, because(0, longest + "!")).reason());
    assertEquals(
        "a".repeat(80) + ", " + "b".repeat(37) + "…",
        judge(PENDING, because(10, "a".repeat(80)), because(20, "b".repeat(80))).reason());
    List<Rated> ratings = judge(PENDING, because(10, "a".repeat(1001))).ratings();
    assertEquals("a".repeat(999) + "…", ratings.get(0).reason(), "moderators read more");
  }

  @Test
  void reason_becomes_one_line_that_every_database_can_store() {
    assertEquals(
        "a  b c d e f",
        judge(PENDING, because(0, "\r\na\r\nb\0c\ud800d\u2028e\u0007f\n")).reason());
  }

  @Test
  void name_is_that_of_the_class_unless_it_says_something_else() {
    AutoModerator lambda = message -> Optional.of(Rating.REJECT);
    assertEquals("ChainTest", judge(PENDING, lambda).ratings().get(0).moderator());
    assertEquals("bare 0.0", judge(PENDING, bare(0)).ratings().get(0).moderator());
    FixedModerator nameless = new FixedModerator(" ", Optional.of(Rating.REJECT), "");
    assertEquals("class of it", judge(PENDING, nameless).ratings().get(0).moderator());
    FixedModerator longName = new FixedModerator("n".repeat(300), Optional.of(Rating.REJECT), "");
    assertEquals("n".repeat(254) + "…", judge(PENDING, longName).ratings().get(0).moderator());
  }
}
