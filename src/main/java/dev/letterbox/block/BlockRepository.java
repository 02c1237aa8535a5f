package dev.letterbox.block;

import dev.letterbox.shared.jdbc.SqlRunner;
import dev.letterbox.shared.jdbc.UncheckedSqlException;
import dev.letterbox.shared.text.ValidationErrors;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads and writes {@code lb_block}. */
@ApplicationScoped
class BlockRepository {

  private static final String SELECT_BY_OWNER =
      "select blocked, created_at from lb_block where owner = ? order by blocked";

  /** On PostgreSQL a duplicate key error would abort the caller's transaction. */
  private static final String INSERT_ON_POSTGRESQL =
      "insert into lb_block (owner, blocked, created_at) values (?, ?, ?) on conflict do nothing";

  private static final String INSERT_ON_DERBY =
      "insert into lb_block (owner, blocked, created_at) values (?, ?, ?)";
  private static final String DELETE = "delete from lb_block where owner = ? and blocked = ?";
  private static final String SELECT_BLOCKING_OWNERS =
      "select owner from lb_block where blocked = ? and owner in (";

  @Inject private SqlRunner sql;

  /** Blocked users with the time of the block, ordered by name. */
  Map<String, Instant> findByOwner(String owner) {
    Map<String, Instant> blocks = new LinkedHashMap<>();
    sql.query(
        SELECT_BY_OWNER,
        row -> blocks.put(row.getString("blocked"), SqlRunner.instant(row, "created_at")),
        owner);
    return blocks;
  }

  /** Inserts a block unless it exists. */
  void insert(String owner, String blocked, Instant createdAt) {
    if (sql.isDerby()) {
      insertOnDerby(owner, blocked, createdAt);
    } else {
      sql.update(INSERT_ON_POSTGRESQL, owner, blocked, createdAt);
    }
  }

  private void insertOnDerby(String owner, String blocked, Instant createdAt) {
    try {
      sql.update(INSERT_ON_DERBY, owner, blocked, createdAt);
    } catch (UncheckedSqlException e) {
      if (!e.isDuplicateKey()) {
        throw e;
      }
    }
  }

  boolean delete(String owner, String blocked) {
    return ValidationErrors.isStorable(blocked) && sql.update(DELETE, owner, blocked) > 0;
  }

  /**
   * Those of the owners that block a user.
   *
   * @param owners at least one
   */
  List<String> ownersBlocking(String blocked, Collection<String> owners) {
    List<String> paddedOwners = SqlRunner.padToPowerOfTwo(owners);
    List<Object> parameters = new ArrayList<>(List.of(blocked));
    parameters.addAll(paddedOwners);
    return sql.query(
        SELECT_BLOCKING_OWNERS + SqlRunner.placeholders(paddedOwners.size()) + ")",
        row -> row.getString("owner"),
        parameters.toArray());
  }
}
