package dev.letterbox.rest.admin;

import dev.letterbox.api.maintenance.CheckupReport.Finding;
import java.util.List;
import java.util.Locale;

/** All findings of one kind. */
public record FindingView(
    String kind, String description, long number, long repaired, List<String> examples) {

  static FindingView of(Finding finding) {
    return new FindingView(
        finding.kind().name().toLowerCase(Locale.ROOT),
        finding.kind().description(),
        finding.number(),
        finding.repaired(),
        finding.examples());
  }
}
