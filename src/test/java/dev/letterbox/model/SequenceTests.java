package dev.letterbox.model;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.letterbox.testing.Services;
import dev.letterbox.testing.SettableSettings;
import jakarta.enterprise.inject.spi.CDI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Random sequences, which do the same to the real services as to a model in memory. Each sequence
 * has a seed, one more than the one before it. How many, how long, and from which seed on is set by
 * system properties; a failure says how to replay it.
 */
public interface SequenceTests extends Services {

  private static long setting(String name, long otherwise) {
    return Long.getLong("letterbox.test.model." + name, otherwise);
  }

  @Test
  default void random_sequences_do_the_same_as_a_model_in_memory() {
    long first = setting("seed", 20261121);
    long sequences = setting("sequences", onDerby() ? 200 : 60);
    int length = (int) setting("steps", 60);
    long most = setting("failures", 1);
    List<String> failures = new ArrayList<>();
    try {
      for (long seed = first; seed < first + sequences && failures.size() < most; seed++) {
        failures.addAll(check(seed, length));
      }
    } finally {
      settings().reset();
      clock().release();
    }
    assertTrue(failures.isEmpty(), () -> String.join("\n", failures));
  }

  private List<String> check(long seed, int length) {
    List<Step> steps = Generator.sequence(seed, length);
    return difference(steps).stream()
        .map(text -> failure(steps, text) + replay(seed, length))
        .toList();
  }

  private Optional<String> difference(List<Step> steps) {
    settings().reset();
    return Replay.difference(this, steps);
  }

  private static SettableSettings settings() {
    return CDI.current().select(SettableSettings.class).get();
  }

  private String failure(List<Step> steps, String difference) {
    List<Step> fewest = Shrinking.shrink(steps, shorter -> difference(shorter).isPresent());
    return "\n"
        + lines(steps)
        + "\n"
        + difference
        + "\n\nThese fail, too:\n"
        + lines(fewest)
        + "\n"
        + difference(fewest).orElse("(not any more)");
  }

  private static String lines(List<Step> steps) {
    return steps.stream().map(Step::toString).collect(Collectors.joining("\n"));
  }

  private static String replay(long seed, int length) {
    return "\n\nReplay it with -Dletterbox.test.model.sequences=1 -Dletterbox.test.model.steps="
        + length
        + " -Dletterbox.test.model.seed="
        + seed;
  }
}
