package dev.letterbox.maintenance;

import dev.letterbox.api.maintenance.CheckupReport;
import dev.letterbox.api.maintenance.CleanupReport;
import java.util.stream.Collectors;

/** Reports as lines of the log. */
final class ReportFormatter {

  private ReportFormatter() {}

  static String summary(CleanupReport report) {
    String skipped =
        report.skipped() == 0
            ? ""
            : " (%d skipped until the next cleanup)".formatted(report.skipped());
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
}
