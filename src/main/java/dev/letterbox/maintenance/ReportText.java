package dev.letterbox.maintenance;

import dev.letterbox.api.CheckupReport;
import dev.letterbox.api.CheckupReport.Finding;
import dev.letterbox.api.CleanupReport;
import dev.letterbox.api.Inconsistency;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reports for people who read a log or a terminal. */
final class ReportText {

  private ReportText() {}

  static String line(CleanupReport report) {
    String skipped =
        report.skipped() == 0 ? "" : " (%d left for the next time)".formatted(report.skipped());
    String dead =
        report.notifications() == 0
            ? ""
            : " Dead notifications removed: %d.".formatted(report.notifications());
    return "Cleanup: %d conversations with %d messages and %d deliveries removed%s.%s"
        .formatted(report.conversations(), report.messages(), report.deliveries(), skipped, dead);
  }

  static String line(CheckupReport report) {
    String seen =
        "Checkup: %d messages and %d mailboxes, ".formatted(report.messages(), report.mailboxes());
    if (report.findings().isEmpty()) {
      return seen + "nothing found.";
    }
    return seen
        + report.findings().stream()
            .map(finding -> finding.number() + " " + finding.kind())
            .collect(Collectors.joining(", "))
        + ".";
  }

  static List<String> lines(CheckupReport report) {
    return Stream.concat(
            Stream.of(line(report)), report.findings().stream().flatMap(ReportText::lines))
        .toList();
  }

  private static Stream<String> lines(Finding finding) {
    Inconsistency kind = finding.kind();
    String repaired = finding.repaired() == 0 ? "" : ", repaired: " + finding.repaired();
    Stream<String> head =
        Stream.of("%s: %d%s. %s".formatted(kind, finding.number(), repaired, kind.description()));
    Stream<String> examples = finding.examples().stream().map(example -> "  " + example);
    boolean more = finding.number() > finding.examples().size();
    return Stream.concat(
        Stream.concat(head, examples), more ? Stream.of("  and more") : Stream.empty());
  }
}
