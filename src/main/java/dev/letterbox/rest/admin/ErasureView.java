package dev.letterbox.rest.admin;

import dev.letterbox.api.maintenance.ErasureReport;

/** What an erasure has done. */
public record ErasureView(String pseudonym, long deliveries, long renamed, long removed) {

  public static ErasureView of(ErasureReport report) {
    return new ErasureView(
        report.pseudonym(), report.deliveries(), report.renamed(), report.removed());
  }
}
