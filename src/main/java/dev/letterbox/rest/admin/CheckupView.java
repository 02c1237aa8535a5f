package dev.letterbox.rest.admin;

import dev.letterbox.api.maintenance.CheckupReport;
import java.time.Instant;
import java.util.List;

/** The result of an integrity check. */
public record CheckupView(
    Instant started, boolean clean, long messages, long mailboxes, List<FindingView> findings) {

  static CheckupView of(CheckupReport report) {
    return new CheckupView(
        report.startedAt(),
        report.isClean(),
        report.messages(),
        report.mailboxes(),
        report.findings().stream().map(FindingView::of).toList());
  }
}
