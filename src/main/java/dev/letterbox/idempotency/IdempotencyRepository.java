package dev.letterbox.idempotency;

import dev.letterbox.shared.Clock;
import dev.letterbox.shared.config.Setting;
import dev.letterbox.shared.config.Settings;
import dev.letterbox.shared.jdbc.SqlRunner;
import dev.letterbox.shared.jdbc.UncheckedSqlException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Rows of claimed keys and their answers; to be used inside a transaction. A row that is older than
 * the setting says counts as absent. Until the transaction that claims a key ends, everybody else
 * who claims it waits.
 */
@ApplicationScoped
class IdempotencyRepository {

  /** How many rows go at a time, so that nobody waits for long. */
  static final int BATCH_SIZE = 1000;

  private static final String CLAIM =
      "insert into lb_idempotency (owner, key_hash, fingerprint, created_at) values (?, ?, ?, ?)";
  private static final String ON_CONFLICT_DO_NOTHING = " on conflict do nothing";
  private static final String FIND =
      """
      select fingerprint, answer, created_at
      from lb_idempotency --DERBY-PROPERTIES constraint=LB_IDEMPOTENCY_PK
      where owner = ? and key_hash = ?
      """;
  private static final String STORE_ANSWER =
      "update lb_idempotency set answer = ? where owner = ? and key_hash = ?";
  private static final String FIND_EXPIRED =
      """
      select owner, key_hash
      from lb_idempotency --DERBY-PROPERTIES index=LB_IDEMPOTENCY_CREATED_AT
      where created_at <= ?
      order by created_at
      fetch first %d rows only
      """
          .formatted(BATCH_SIZE);
  private static final String DELETE =
      "delete from lb_idempotency where owner = ? and key_hash = ? and created_at <= ?";

  @Inject private SqlRunner sql;
  @Inject private Clock clock;
  @Inject private Settings settings;

  /**
   * What is known of a key.
   *
   * @param encryptedAnswer the answer, encrypted; null while the work is under way
   */
  record StoredAnswer(String fingerprint, String encryptedAnswer, Instant createdAt) {}

  /**
   * Claims a key; false when it is taken. PostgreSQL ends a transaction at a duplicate key, so it
   * is told to expect one; Derby has no word for that, and goes on by itself.
   */
  boolean claim(String owner, String keyHash, String fingerprint) {
    try {
      String claim = sql.isDerby() ? CLAIM : CLAIM + ON_CONFLICT_DO_NOTHING;
      return sql.update(claim, owner, keyHash, fingerprint, clock.now()) > 0;
    } catch (UncheckedSqlException e) {
      if (!e.isDuplicateKey()) {
        throw e;
      }
      return false;
    }
  }

  /** What is known of a key that is taken; empty, and the key free, when that has expired. */
  Optional<StoredAnswer> find(String owner, String keyHash) {
    List<StoredAnswer> stored =
        sql.query(FIND, IdempotencyRepository::toStoredAnswer, owner, keyHash);
    Instant cutoff = expiryCutoff();
    if (stored.isEmpty() || stored.get(0).createdAt().isAfter(cutoff)) {
      return stored.stream().findFirst();
    }
    sql.update(DELETE, owner, keyHash, cutoff);
    return Optional.empty();
  }

  private static StoredAnswer toStoredAnswer(ResultSet row) throws SQLException {
    return new StoredAnswer(
        row.getString("fingerprint"),
        row.getString("answer"),
        SqlRunner.instant(row, "created_at"));
  }

  /** Adds the answer to a claim of this transaction. */
  void storeAnswer(String owner, String keyHash, String encryptedAnswer) {
    sql.update(STORE_ANSWER, encryptedAnswer, owner, keyHash);
  }

  /** Deletes the oldest of the rows that count as absent, {@value #BATCH_SIZE} of them at most. */
  int deleteExpired() {
    Instant cutoff = expiryCutoff();
    List<Object[]> rows =
        sql.query(
            FIND_EXPIRED,
            row -> new Object[] {row.getString("owner"), row.getString("key_hash"), cutoff},
            cutoff);
    sql.batch(DELETE, rows);
    return rows.size();
  }

  private Instant expiryCutoff() {
    return clock.now().minus(Duration.ofHours(settings.get(Setting.IDEMPOTENCY_HOURS)));
  }
}
