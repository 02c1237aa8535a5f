package dev.letterbox.modelbased;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.letterbox.testing.support.InServerTestBase;
import dev.letterbox.testing.support.SettableSettings;
import dev.letterbox.testing.support.TestLength;
import jakarta.enterprise.inject.spi.CDI;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Each pair of concurrent operations on one message succeeds or is rejected, without deadlock, and
 * all stored counters and flags are correct afterwards.
 */
class OperationRaceTests extends InServerTestBase {

  @Test
  void any_two_concurrent_operations_on_a_message_keep_all_invariants() throws Exception {
    int rounds = Integer.getInteger("letterbox.test.model.rounds", 1);
    List<String> failures = new ArrayList<>();
    CDI.current().select(SettableSettings.class).get().reset();
    try {
      List<RacingOperation> operations = RacingOperation.all();
      for (int first = 0; first < operations.size(); first++) {
        for (int second = first; second < operations.size(); second++) {
          failures.addAll(
              runRaces(
                  operations.get(first), operations.get(second), states(first + second), rounds));
        }
      }
    } finally {
      CDI.current().select(SettableSettings.class).get().reset();
      clock().reset();
    }
    assertEquals(List.of(), failures);
  }

  /** All states in full length, otherwise one for each pair. */
  private static List<InitialState> states(int pair) {
    List<InitialState> all = List.of(InitialState.values());
    return TestLength.isLong() ? all : List.of(all.get(pair % all.size()));
  }

  private List<String> runRaces(
      RacingOperation first, RacingOperation second, List<InitialState> states, int rounds)
      throws Exception {
    List<String> failures = new ArrayList<>();
    for (int round = 0; round < rounds; round++) {
      for (InitialState initialState : states) {
        new OperationRace(this, initialState).run(first, second).ifPresent(failures::add);
      }
    }
    return failures;
  }
}
