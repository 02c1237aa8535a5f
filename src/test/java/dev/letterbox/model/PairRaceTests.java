package dev.letterbox.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.letterbox.testing.Services;
import dev.letterbox.testing.SettableSettings;
import jakarta.enterprise.inject.spi.CDI;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Each pair of operations on the same message, at once: both succeed or are refused as they may be,
 * nobody waits for good, and afterwards everything that is counted fits what is there.
 */
public interface PairRaceTests extends Services {

  @Test
  default void any_two_operations_at_once_on_a_message_leave_everything_exact() throws Exception {
    int rounds = Integer.getInteger("letterbox.test.model.rounds", 1);
    List<String> failures = new ArrayList<>();
    CDI.current().select(SettableSettings.class).get().reset();
    try {
      List<Rival> rivals = Rival.all();
      for (int first = 0; first < rivals.size(); first++) {
        for (int second = first; second < rivals.size(); second++) {
          failures.addAll(races(rivals.get(first), rivals.get(second), rounds));
        }
      }
    } finally {
      CDI.current().select(SettableSettings.class).get().reset();
      clock().release();
    }
    assertEquals(List.of(), failures);
  }

  private List<String> races(Rival first, Rival second, int rounds) throws Exception {
    List<String> failures = new ArrayList<>();
    for (int round = 0; round < rounds; round++) {
      for (Situation situation : Situation.values()) {
        new Race(this, situation).between(first, second).ifPresent(failures::add);
      }
    }
    return failures;
  }
}
