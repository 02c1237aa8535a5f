package dev.letterbox.rest.admin;

import dev.letterbox.api.maintenance.ErasureReport;

/** The result of an erasure. */
public record ErasureView(String pseudonym, long deliveries, long renamed, long removed) {

  public static ErasureView of(ErasureReport report) {
    return new ErasureView(
        report.pseudonym(), report.deliveries(), report.renamed(), report.removed());
  }
}
