package dev.letterbox.idempotency;

import dev.letterbox.shared.Clock;
import dev.letterbox.shared.Setting;
import dev.letterbox.shared.Settings;
import dev.letterbox.shared.Sql;
import dev.letterbox.shared.UncheckedSqlException;
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
class Answers {

  /** How many rows go at a time, so that nobody waits for long. */
  static final int TOGETHER = 1000;

  private static final String CLAIM =
      "insert into lb_idempotency (owner, key_hash, fingerprint, created_at) values (?, ?, ?, ?)";
  private static final String UNLESS_THERE = " on conflict do nothing";
  private static final String FIND =
      """
      select fingerprint, answer, created_at
      from lb_idempotency --DERBY-PROPERTIES constraint=LB_IDEMPOTENCY_PK
      where owner = ? and key_hash = ?
      """;
  private static final String KEEP =
      "update lb_idempotency set answer = ? where owner = ? and key_hash = ?";
  private static final String EXPIRED =
      """
      select owner, key_hash
      from lb_idempotency --DERBY-PROPERTIES index=LB_IDEMPOTENCY_CREATED_AT
      where created_at <= ?
      order by created_at
      fetch first %d rows only
      """
          .formatted(TOGETHER);
  private static final String FORGET =
      "delete from lb_idempotency where owner = ? and key_hash = ? and created_at <= ?";

  @Inject private Sql sql;
  @Inject private Clock clock;
  @Inject private Settings settings;

  /**
   * What is known of a key.
   *
   * @param sealed the answer, encrypted; null while the work is under way
   */
  record Kept(String fingerprint, String sealed, Instant createdAt) {}

  /**
   * Claims a key; false when it is taken. PostgreSQL ends a transaction at a duplicate key, so it
   * is told to expect one; Derby has no word for that, and goes on by itself.
   */
  boolean claim(String owner, String hash, String fingerprint) {
    try {
      String claim = sql.isDerby() ? CLAIM : CLAIM + UNLESS_THERE;
      return sql.update(claim, owner, hash, fingerprint, clock.now()) > 0;
    } catch (UncheckedSqlException e) {
      if (!e.isDuplicateKey()) {
        throw e;
      }
      return false;
    }
  }

  /** What is known of a key that is taken; empty, and the key free, when that has expired. */
  Optional<Kept> find(String owner, String hash) {
    List<Kept> found = sql.query(FIND, Answers::kept, owner, hash);
    Instant lastExpired = lastExpired();
    if (found.isEmpty() || found.get(0).createdAt().isAfter(lastExpired)) {
      return found.stream().findFirst();
    }
    sql.update(FORGET, owner, hash, lastExpired);
    return Optional.empty();
  }

  private static Kept kept(ResultSet row) throws SQLException {
    return new Kept(
        row.getString("fingerprint"), row.getString("answer"), Sql.instant(row, "created_at"));
  }

  /** Adds the answer to a claim of this transaction. */
  void keep(String owner, String hash, String sealed) {
    sql.update(KEEP, sealed, owner, hash);
  }

  /** Deletes the oldest of the rows that count as absent, {@value #TOGETHER} of them at most. */
  int forgetExpired() {
    Instant lastExpired = lastExpired();
    List<Object[]> rows =
        sql.query(
            EXPIRED,
            row -> new Object[] {row.getString("owner"), row.getString("key_hash"), lastExpired},
            lastExpired);
    sql.batch(FORGET, rows);
    return rows.size();
  }

  private Instant lastExpired() {
    return clock.now().minus(Duration.ofHours(settings.get(Setting.IDEMPOTENCY_HOURS)));
  }
}
