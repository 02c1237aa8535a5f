package dev.letterbox.rest.admin;

import dev.letterbox.api.maintenance.CleanupReport;
import java.time.Instant;

/** Counts of the rows that a cleanup removed. */
public record CleanupView(
    Instant before,
    long conversations,
    long messages,
    long deliveries,
    long notifications,
    long skipped) {

  static CleanupView of(CleanupReport report) {
    return new CleanupView(
        report.before(),
        report.conversations(),
        report.messages(),
        report.deliveries(),
        report.notifications(),
        report.skipped());
  }
}
