package dev.letterbox.maintenance;

import dev.letterbox.api.maintenance.CheckupReport;
import dev.letterbox.api.maintenance.CheckupReport.Finding;
import dev.letterbox.api.maintenance.CleanupReport;
import dev.letterbox.api.maintenance.Inconsistency;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reports for people who read a log or a terminal. */
final class ReportFormatter {

  private ReportFormatter() {}

  static String summary(CleanupReport report) {
    String skipped =
        report.skipped() == 0 ? "" : " (%d left for the next time)".formatted(report.skipped());
    String dead =
        report.notifications() == 0
            ? ""
            : " Dead notifications removed: %d.".formatted(report.notifications());
    return "Cleanup: %d conversations with %d messages and %d deliveries removed%s.%s"
        .formatted(report.conversations(), report.messages(), report.deliveries(), skipped, dead);
  }

  static String summary(CheckupReport report) {
    String intro =
        "Checkup: %d messages and %d mailboxes, ".formatted(report.messages(), report.mailboxes());
    if (report.findings().isEmpty()) {
      return intro + "nothing found.";
    }
    return intro
        + report.findings().stream()
            .map(finding -> finding.number() + " " + finding.kind())
            .collect(Collectors.joining(", "))
        + ".";
  }

  static List<String> details(CheckupReport report) {
    return Stream.concat(
            Stream.of(summary(report)),
            report.findings().stream().flatMap(ReportFormatter::details))
        .toList();
  }

  private static Stream<String> details(Finding finding) {
    Inconsistency kind = finding.kind();
    String repaired = finding.repaired() == 0 ? "" : ", repaired: " + finding.repaired();
    Stream<String> headline =
        Stream.of("%s: %d%s. %s".formatted(kind, finding.number(), repaired, kind.description()));
    Stream<String> examples = finding.examples().stream().map(example -> "  " + example);
    boolean hasMore = finding.number() > finding.examples().size();
    return Stream.concat(
        Stream.concat(headline, examples), hasMore ? Stream.of("  and more") : Stream.empty());
  }
}
