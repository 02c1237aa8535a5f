package dev.letterbox.moderation;

import static dev.letterbox.api.ModerationStatus.PENDING;
import static dev.letterbox.moderation.FixedAutoModerator.moderate;
import static dev.letterbox.moderation.FixedAutoModerator.withDefaultReason;
import static dev.letterbox.moderation.FixedAutoModerator.withReason;
import static dev.letterbox.moderation.FixedAutoModerator.withoutRating;
import static dev.letterbox.moderation.FixedAutoModerator.withoutReason;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.letterbox.api.AutoModerator;
import dev.letterbox.message.store.ModerationResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The chain of auto-moderators, compared with a second implementation. */
class AutoModeratorChainReferenceTest {

  /** All chains of up to four moderators, compared with the rules of django-postman. */
  @Test
  void every_combination_matches_the_reference() {
    List<FixedAutoModerator> all =
        List.of(
            withoutRating(),
            withoutReason(-1),
            withDefaultReason(Double.NaN),
            withoutReason(0),
            withDefaultReason(0),
            withReason(0, "zero"),
            withoutReason(49),
            withDefaultReason(49),
            withReason(49, "49"),
            withReason(49, " "),
            withDefaultReason(50),
            withReason(50, "50"),
            withDefaultReason(100),
            withReason(100, "100"));
    int checkedCount = 0;
    for (List<FixedAutoModerator> chain : combinations(all, 4)) {
      ModerationResult result = moderate(PENDING, chain.toArray(AutoModerator[]::new));
      assertEquals(expectedResult(chain), result.status() + " " + result.reason(), chain + "");
      checkedCount++;
    }
    assertEquals(1 + 14 + 14 * 14 + 14 * 14 * 14 + 14 * 14 * 14 * 14, checkedCount);
  }

  private static List<List<FixedAutoModerator>> combinations(
      List<FixedAutoModerator> all, int maxLength) {
    List<List<FixedAutoModerator>> chains = new ArrayList<>(List.of(List.of()));
    int from = 0;
    for (int length = 1; length <= maxLength; length++) {
      int to = chains.size();
      for (List<FixedAutoModerator> chain : List.copyOf(chains.subList(from, to))) {
        for (FixedAutoModerator next : all) {
          List<FixedAutoModerator> longer = new ArrayList<>(chain);
          longer.add(next);
          chains.add(longer);
        }
      }
      from = to;
    }
    return chains;
  }

  /** The second implementation: finds the deciding rating, then looks at the ratings before it. */
  private static String expectedResult(List<FixedAutoModerator> chain) {
    List<FixedAutoModerator> opinions =
        chain.stream()
            .filter(moderator -> moderator.rating().isPresent())
            .filter(moderator -> value(moderator) >= 0 && value(moderator) <= 100)
            .toList();
    Optional<FixedAutoModerator> decisive =
        opinions.stream()
            .filter(moderator -> value(moderator) == 0 || value(moderator) == 100)
            .findFirst();
    if (decisive.isPresent()) {
      return value(decisive.get()) == 100 ? "ACCEPTED null" : "REJECTED " + reason(decisive.get());
    }
    if (opinions.isEmpty()) {
      return "PENDING null";
    }
    double sum = opinions.stream().mapToDouble(AutoModeratorChainReferenceTest::value).sum();
    if (sum >= 50.0 * opinions.size()) {
      return "ACCEPTED null";
    }
    String reasons =
        opinions.stream()
            .filter(moderator -> value(moderator) < 50 && reason(moderator) != null)
            .map(AutoModeratorChainReferenceTest::reason)
            .collect(Collectors.joining(", "));
    return "REJECTED " + (reasons.isEmpty() ? null : reasons);
  }

  private static double value(FixedAutoModerator moderator) {
    return moderator.rating().orElseThrow().value();
  }

  private static String reason(FixedAutoModerator moderator) {
    String given = moderator.rating().orElseThrow().reason();
    String reason = given == null ? moderator.defaultReason() : given;
    return reason.isBlank() ? null : reason;
  }
}
