package dev.letterbox.maintenance;

import dev.letterbox.api.CheckupReport;
import dev.letterbox.api.CheckupReport.Finding;
import dev.letterbox.api.Inconsistency;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What a checkup has found so far: exact numbers, and some examples. */
class Findings {

  private final Map<Inconsistency, Found> found = new EnumMap<>(Inconsistency.class);

  private static final class Found {

    private final List<String> examples = new ArrayList<>();
    private long number;
    private long repaired;
  }

  void add(Inconsistency kind, String example, boolean repaired) {
    Found all = found.computeIfAbsent(kind, key -> new Found());
    all.number++;
    all.repaired += repaired ? 1 : 0;
    if (all.examples.size() < CheckupReport.MAX_EXAMPLES) {
      all.examples.add(example);
    }
  }

  /** Adds what nobody repairs. */
  void add(Inconsistency kind, Collection<String> examples, long number) {
    if (number > 0) {
      Found all = found.computeIfAbsent(kind, key -> new Found());
      all.number += number;
      examples.stream()
          .limit(CheckupReport.MAX_EXAMPLES - all.examples.size())
          .forEach(all.examples::add);
    }
  }

  List<Finding> all() {
    List<Finding> all = new ArrayList<>();
    found.forEach(
        (kind, each) -> all.add(new Finding(kind, each.number, each.examples, each.repaired)));
    return all;
  }
}
