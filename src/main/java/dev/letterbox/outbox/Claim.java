package dev.letterbox.outbox;

import java.util.List;

/**
 * Records that one worker has claimed.
 *
 * @param token identifies the claim in the table; statements for a lost claim change nothing
 * @param records in the order of their ids
 * @param digest whether the records are due together, as the digest of one user
 * @param leaseEnd when others may claim the records unless the lease is renewed, by {@code
 *     System.nanoTime()}
 */
public record Claim(String token, List<OutboxRecord> records, boolean digest, long leaseEnd) {

  /** The same claim without some of its records. */
  public Claim without(List<OutboxRecord> released) {
    return released.isEmpty()
        ? this
        : new Claim(
            token,
            records.stream().filter(record -> !released.contains(record)).toList(),
            digest,
            leaseEnd);
  }
}
