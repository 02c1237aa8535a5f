package dev.letterbox.api.maintenance;

import java.time.Instant;
import java.util.List;

/**
 * The result of a checkup.
 *
 * @param startedAt when it started
 * @param messages number of checked messages
 * @param mailboxes number of recounted mailboxes
 * @param findings the inconsistencies that were found, one entry for each kind
 */
public record CheckupReport(
    Instant startedAt, long messages, long mailboxes, List<Finding> findings) {

  /** Maximum number of examples of each kind. */
  public static final int MAX_EXAMPLES = 100;

  /**
   * All inconsistencies of one kind.
   *
   * @param kind the kind
   * @param number exact number of occurrences
   * @param examples descriptions of the first {@value CheckupReport#MAX_EXAMPLES} occurrences
   * @param repaired number of repaired occurrences
   */
  public record Finding(Inconsistency kind, long number, List<String> examples, long repaired) {

    public Finding {
      examples = List.copyOf(examples);
    }
  }

  public CheckupReport {
    findings = List.copyOf(findings);
  }

  /** Whether all findings, if any, are only {@linkplain Inconsistency#isUnusual() unusual}. */
  public boolean isClean() {
    return findings.stream().allMatch(finding -> finding.kind().isUnusual());
  }
}
