package dev.letterbox.rest;

import dev.letterbox.api.ErasureReport;

/** What an erasure has done. */
public record ErasureView(String pseudonym, long deliveries, long renamed, long removed) {

  static ErasureView of(ErasureReport report) {
    return new ErasureView(
        report.pseudonym(), report.deliveries(), report.renamed(), report.removed());
  }
}
