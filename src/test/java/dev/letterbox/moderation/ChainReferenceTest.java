package dev.letterbox.moderation;

import static dev.letterbox.api.ModerationStatus.PENDING;
import static dev.letterbox.moderation.FixedModerator.bare;
import static dev.letterbox.moderation.FixedModerator.because;
import static dev.letterbox.moderation.FixedModerator.byDefault;
import static dev.letterbox.moderation.FixedModerator.judge;
import static dev.letterbox.moderation.FixedModerator.none;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.letterbox.api.spi.AutoModerator;
import dev.letterbox.message.Judgement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** REFERENCE.md section 4: the chain of auto-moderators, held against a second one. */
class ChainReferenceTest {

  /** Everything in every order, up to four in a chain, as django-postman would judge it. */
  @Test
  void every_combination_is_judged_as_in_the_reference() {
    List<FixedModerator> all =
        List.of(
            none(),
            bare(-1),
            byDefault(Double.NaN),
            bare(0),
            byDefault(0),
            because(0, "zero"),
            bare(49),
            byDefault(49),
            because(49, "49"),
            because(49, " "),
            byDefault(50),
            because(50, "50"),
            byDefault(100),
            because(100, "100"));
    int judged = 0;
    for (List<FixedModerator> chain : chains(all, 4)) {
      Judgement judgement = judge(PENDING, chain.toArray(AutoModerator[]::new));
      assertEquals(expected(chain), judgement.status() + " " + judgement.reason(), chain + "");
      judged++;
    }
    assertEquals(1 + 14 + 14 * 14 + 14 * 14 * 14 + 14 * 14 * 14 * 14, judged);
  }

  private static List<List<FixedModerator>> chains(List<FixedModerator> all, int most) {
    List<List<FixedModerator>> chains = new ArrayList<>(List.of(List.of()));
    int from = 0;
    for (int length = 1; length <= most; length++) {
      int to = chains.size();
      for (List<FixedModerator> chain : List.copyOf(chains.subList(from, to))) {
        for (FixedModerator next : all) {
          List<FixedModerator> longer = new ArrayList<>(chain);
          longer.add(next);
          chains.add(longer);
        }
      }
      from = to;
    }
    return chains;
  }

  /** Looks at the chain from the end of the rules: who ends it, and what was said until then. */
  private static String expected(List<FixedModerator> chain) {
    List<FixedModerator> opinions =
        chain.stream()
            .filter(it -> it.opinion().isPresent())
            .filter(it -> value(it) >= 0 && value(it) <= 100)
            .toList();
    Optional<FixedModerator> last =
        opinions.stream().filter(it -> value(it) == 0 || value(it) == 100).findFirst();
    if (last.isPresent()) {
      return value(last.get()) == 100 ? "ACCEPTED null" : "REJECTED " + reason(last.get());
    }
    if (opinions.isEmpty()) {
      return "PENDING null";
    }
    double sum = opinions.stream().mapToDouble(ChainReferenceTest::value).sum();
    if (sum >= 50.0 * opinions.size()) {
      return "ACCEPTED null";
    }
    String reasons =
        opinions.stream()
            .filter(it -> value(it) < 50 && reason(it) != null)
            .map(ChainReferenceTest::reason)
            .collect(Collectors.joining(", "));
    return "REJECTED " + (reasons.isEmpty() ? null : reasons);
  }

  private static double value(FixedModerator moderator) {
    return moderator.opinion().orElseThrow().value();
  }

  private static String reason(FixedModerator moderator) {
    String given = moderator.opinion().orElseThrow().reason();
    String reason = given == null ? moderator.defaultReason() : given;
    return reason.isBlank() ? null : reason;
  }
}
