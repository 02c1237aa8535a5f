package dev.letterbox.api.maintenance;

import java.time.Instant;
import java.util.List;

/**
 * What a checkup has seen.
 *
 * @param startedAt when it began
 * @param messages how many messages it looked at
 * @param mailboxes how many mailboxes it recounted
 * @param findings what it found, by kind; kinds of which there was nothing are left out
 */
public record CheckupReport(
    Instant startedAt, long messages, long mailboxes, List<Finding> findings) {

  /** How many examples of each kind are listed. */
  public static final int MAX_EXAMPLES = 100;

  /**
   * All that was found of one kind.
   *
   * @param number how often it was found, exactly
   * @param examples where, for a person; the first {@value CheckupReport#MAX_EXAMPLES}
   * @param repaired how many of them were mended
   */
  public record Finding(Inconsistency kind, long number, List<String> examples, long repaired) {

    public Finding {
      examples = List.copyOf(examples);
    }
  }

  public CheckupReport {
    findings = List.copyOf(findings);
  }

  /** Whether nothing is wrong; what is only {@link Inconsistency#isUnusual() unusual} is not. */
  public boolean isClean() {
    return findings.stream().allMatch(finding -> finding.kind().isUnusual());
  }
}
