package dev.letterbox.maintenance;

import dev.letterbox.api.maintenance.CheckupReport;
import dev.letterbox.api.maintenance.CheckupReport.Finding;
import dev.letterbox.api.maintenance.Inconsistency;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Findings of a checkup: exact numbers and some examples. */
class Findings {

  private final Map<Inconsistency, FindingTotals> totalsByKind = new EnumMap<>(Inconsistency.class);

  private static final class FindingTotals {

    private final List<String> examples = new ArrayList<>();
    private long count;
    private long repaired;
  }

  void add(Inconsistency kind, String example, boolean repaired) {
    FindingTotals totals = totalsByKind.computeIfAbsent(kind, key -> new FindingTotals());
    totals.count++;
    totals.repaired += repaired ? 1 : 0;
    if (totals.examples.size() < CheckupReport.MAX_EXAMPLES) {
      totals.examples.add(example);
    }
  }

  /** Adds findings that are not repaired. */
  void add(Inconsistency kind, Collection<String> examples, long number) {
    if (number > 0) {
      FindingTotals totals = totalsByKind.computeIfAbsent(kind, key -> new FindingTotals());
      totals.count += number;
      examples.stream()
          .limit(CheckupReport.MAX_EXAMPLES - totals.examples.size())
          .forEach(totals.examples::add);
    }
  }

  List<Finding> toList() {
    List<Finding> findings = new ArrayList<>();
    totalsByKind.forEach(
        (kind, totals) ->
            findings.add(new Finding(kind, totals.count, totals.examples, totals.repaired)));
    return findings;
  }
}
