package dev.letterbox.modelbased;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.letterbox.testing.support.InServerTestBase;
import dev.letterbox.testing.support.TestLength;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Random sequences have the same results on the real services as on a model in memory. System
 * properties set the number of sequences, their length and the first seed; seeds are consecutive. A
 * failure contains the command that repeats it.
 */
class ModelSequenceTests extends InServerTestBase {

  private static long property(String name, long defaultValue) {
    return Long.getLong("letterbox.test.model." + name, defaultValue);
  }

  @Test
  void random_sequences_give_the_same_results_as_the_model() {
    long first = property("seed", 20261121);
    long sequences =
        property("sequences", isOnDerby() ? TestLength.of(40, 200) : TestLength.of(20, 60));
    int length = (int) property("steps", 60);
    long maxFailures = property("failures", 1);
    List<String> failures = new ArrayList<>();
    try {
      for (long seed = first; seed < first + sequences && failures.size() < maxFailures; seed++) {
        failures.addAll(check(seed, length));
      }
    } finally {
      settings().reset();
      clock().reset();
    }
    assertTrue(failures.isEmpty(), () -> String.join("\n", failures));
  }

  private List<String> check(long seed, int length) {
    List<ModelStep> steps = SequenceGenerator.sequence(seed, length);
    return findDifferenceOf(steps).stream()
        .map(text -> failureReport(steps, text) + replayHint(seed, length))
        .toList();
  }

  private Optional<String> findDifferenceOf(List<ModelStep> steps) {
    settings().reset();
    return ModelComparison.findDifference(this, steps);
  }

  private String failureReport(List<ModelStep> steps, String difference) {
    List<ModelStep> shortest =
        SequenceShrinker.shrink(steps, shorter -> findDifferenceOf(shorter).isPresent());
    return "\n"
        + lines(steps)
        + "\n"
        + difference
        + "\n\nA shorter sequence that fails:\n"
        + lines(shortest)
        + "\n"
        + findDifferenceOf(shortest).orElse("(fails no more)");
  }

  private static String lines(List<ModelStep> steps) {
    return steps.stream().map(ModelStep::toString).collect(Collectors.joining("\n"));
  }

  private static String replayHint(long seed, int length) {
    return "\n\nReplay it with -Dletterbox.test.model.sequences=1 -Dletterbox.test.model.steps="
        + length
        + " -Dletterbox.test.model.seed="
        + seed;
  }
}
