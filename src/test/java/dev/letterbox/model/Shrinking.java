package dev.letterbox.model;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Leaves steps out of a sequence that fails, as long as it still does. */
final class Shrinking {

  /** How many shorter sequences are tried at most. */
  private static final int MOST_TRIALS = 300;

  private final Predicate<List<Step>> fails;
  private int trials;

  private Shrinking(Predicate<List<Step>> fails) {
    this.fails = fails;
  }

  static List<Step> shrink(List<Step> steps, Predicate<List<Step>> fails) {
    Shrinking shrinking = new Shrinking(fails);
    List<Step> shortest = steps;
    for (int size = steps.size() / 2; size > 0; size /= 2) {
      shortest = shrinking.without(size, shortest);
    }
    return shrinking.without(1, shortest);
  }

  private List<Step> without(int size, List<Step> steps) {
    List<Step> shortest = steps;
    int from = 0;
    while (from < shortest.size() && trials < MOST_TRIALS) {
      List<Step> shorter = new ArrayList<>(shortest);
      shorter.subList(from, Math.min(from + size, shortest.size())).clear();
      trials++;
      if (fails.test(shorter)) {
        shortest = shorter;
      } else {
        from += size;
      }
    }
    return shortest;
  }
}
