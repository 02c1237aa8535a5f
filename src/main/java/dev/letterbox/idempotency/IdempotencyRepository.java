package dev.letterbox.idempotency;

import dev.letterbox.shared.Clock;
import dev.letterbox.shared.config.Setting;
import dev.letterbox.shared.config.Settings;
import dev.letterbox.shared.jdbc.Database;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Rows of {@code lb_idempotency}: claimed keys and their results, in the column {@code answer},
 * inside a transaction. A row older than the setting allows counts as absent. A claim makes other
 * claims of the key wait until its transaction ends.
 */
@ApplicationScoped
public class IdempotencyRepository {

  /** Number of rows that are deleted together. */
  private static final int BATCH_SIZE = 1000;

  private static final String CLAIM =
      """
      insert into lb_idempotency (owner, key_hash, fingerprint, created_at)
      values (:owner, :keyHash, :fingerprint, :now)
      {on conflict do nothing}
      """;
  private static final String FIND =
      """
      select fingerprint, answer, created_at
      from lb_idempotency {index lb_idempotency_pk}
      where owner = :owner and key_hash = :keyHash
      """;
  private static final String STORE_ANSWER =
      """
      update lb_idempotency set answer = :result
      where owner = :owner and key_hash = :keyHash
      """;
  private static final String FIND_EXPIRED =
      """
      select owner, key_hash
      from lb_idempotency {index lb_idempotency_created_at}
      where created_at <= :cutoff
      order by created_at
      fetch first :limit rows only
      """;
  private static final String DELETE_EXPIRED =
      """
      delete from lb_idempotency
      where owner = :owner and key_hash = :keyHash and created_at <= :cutoff
      """;
  private static final String DELETE_BY_OWNER = "delete from lb_idempotency where owner = :owner";

  @Inject private Database database;
  @Inject private Clock clock;
  @Inject private Settings settings;

  /**
   * The stored row of a key.
   *
   * @param result null if it was not stored
   */
  record StoredResult(String fingerprint, String result, Instant createdAt) {}

  private record RowKey(String owner, String keyHash) {}

  /**
   * Inserts the row of a key.
   *
   * @return false if the key is claimed
   */
  boolean claim(String owner, String keyHash, String fingerprint) {
    return database
        .sql(CLAIM)
        .bind("owner", owner)
        .bind("keyHash", keyHash)
        .bind("fingerprint", fingerprint)
        .bind("now", clock.now())
        .insertIfAbsent();
  }

  /** The row of a claimed key. An expired row is deleted instead, so the key can be claimed. */
  Optional<StoredResult> find(String owner, String keyHash) {
    Optional<StoredResult> stored =
        database
            .sql(FIND)
            .bind("owner", owner)
            .bind("keyHash", keyHash)
            .first(
                row ->
                    new StoredResult(
                        row.getString("fingerprint"),
                        row.getString("answer"),
                        Database.instant(row, "created_at")));
    Instant cutoff = expiryCutoff();
    if (stored.isEmpty() || stored.get().createdAt().isAfter(cutoff)) {
      return stored;
    }
    database
        .sql(DELETE_EXPIRED)
        .bind("owner", owner)
        .bind("keyHash", keyHash)
        .bind("cutoff", cutoff)
        .update();
    return Optional.empty();
  }

  /** Stores the result of a key that this transaction has claimed. */
  void storeResult(String owner, String keyHash, String result) {
    database
        .sql(STORE_ANSWER)
        .bind("result", result)
        .bind("owner", owner)
        .bind("keyHash", keyHash)
        .update();
  }

  /**
   * Deletes the oldest expired rows, at most {@value #BATCH_SIZE}.
   *
   * @return whether there may be more
   */
  public boolean deleteExpired() {
    Instant cutoff = expiryCutoff();
    List<RowKey> expired =
        database
            .sql(FIND_EXPIRED)
            .bind("cutoff", cutoff)
            .bind("limit", BATCH_SIZE)
            .list(row -> new RowKey(row.getString("owner"), row.getString("key_hash")));
    database
        .sql(DELETE_EXPIRED)
        .bind("cutoff", cutoff)
        .batch(
            expired, (key, row) -> row.bind("owner", key.owner()).bind("keyHash", key.keyHash()));
    return expired.size() == BATCH_SIZE;
  }

  /** Deletes all keys of an owner. */
  public void deleteAllOf(String owner) {
    database.sql(DELETE_BY_OWNER).bind("owner", owner).update();
  }

  private Instant expiryCutoff() {
    return clock.now().minus(settings.get(Setting.IDEMPOTENCY_RETENTION));
  }
}
