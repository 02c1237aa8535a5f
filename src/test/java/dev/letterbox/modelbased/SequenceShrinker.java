package dev.letterbox.modelbased;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Removes steps from a failing sequence while it still fails. */
final class SequenceShrinker {

  /** The maximum number of shorter sequences to try. */
  private static final int MAX_TRIALS = 300;

  private final Predicate<List<ModelStep>> fails;
  private int trials;

  private SequenceShrinker(Predicate<List<ModelStep>> fails) {
    this.fails = fails;
  }

  static List<ModelStep> shrink(List<ModelStep> steps, Predicate<List<ModelStep>> fails) {
    SequenceShrinker shrinker = new SequenceShrinker(fails);
    List<ModelStep> shortest = steps;
    for (int size = steps.size() / 2; size > 0; size /= 2) {
      shortest = shrinker.shrinkBy(size, shortest);
    }
    return shrinker.shrinkBy(1, shortest);
  }

  private List<ModelStep> shrinkBy(int size, List<ModelStep> steps) {
    List<ModelStep> shortest = steps;
    int index = 0;
    while (index < shortest.size() && trials < MAX_TRIALS) {
      List<ModelStep> shorter = new ArrayList<>(shortest);
      shorter.subList(index, Math.min(index + size, shortest.size())).clear();
      trials++;
      if (fails.test(shorter)) {
        shortest = shorter;
      } else {
        index += size;
      }
    }
    return shortest;
  }
}
