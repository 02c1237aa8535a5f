package dev.letterbox.block;

import dev.letterbox.shared.jdbc.Database;
import dev.letterbox.shared.jdbc.SqlStatement;
import dev.letterbox.shared.text.ValidationErrors;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Reads and writes {@code lb_block}; 1 statement each. */
@ApplicationScoped
public class BlockRepository {

  private static final String SELECT_BY_OWNER =
      "select blocked, created_at from lb_block where owner = :owner order by blocked";
  private static final String INSERT =
      """
      insert into lb_block (owner, blocked, created_at) values (:owner, :blocked, :createdAt)
      {on conflict do nothing}
      """;
  private static final String DELETE =
      "delete from lb_block where owner = :owner and blocked = :blocked";
  private static final String SELECT_BLOCKING_OWNERS =
      "select owner from lb_block where blocked = :blocked and owner in (:owners)";

  private static final String EXISTS_BY_OWNER =
      "select 1 from lb_block where owner = :user fetch first 1 rows only";
  private static final String EXISTS_BY_BLOCKED =
      "select 1 from lb_block where blocked = :user fetch first 1 rows only";
  private static final String DELETE_BY_OWNER = "delete from lb_block where owner = :user";
  private static final String DELETE_BY_BLOCKED = "delete from lb_block where blocked = :user";

  @Inject private Database database;

  /** Blocked users with the time of the block, ordered by name. */
  public Map<String, Instant> findByOwner(String owner) {
    return database
        .sql(SELECT_BY_OWNER)
        .bind("owner", owner)
        .map(row -> row.getString("blocked"), row -> Database.instant(row, "created_at"));
  }

  /** Inserts a block unless it exists. */
  void insert(String owner, String blocked, Instant createdAt) {
    database
        .sql(INSERT)
        .bind("owner", owner)
        .bind("blocked", blocked)
        .bind("createdAt", createdAt)
        .insertIfAbsent();
  }

  /** Whether a block was deleted. */
  boolean delete(String owner, String blocked) {
    return ValidationErrors.isStorable(blocked)
        && database.sql(DELETE).bind("owner", owner).bind("blocked", blocked).update() > 0;
  }

  /** Those of the owners that block a user; see {@link SqlStatement#listLater}. */
  Supplier<List<String>> ownersBlocking(String blocked, Collection<String> owners) {
    return database
        .sql(SELECT_BLOCKING_OWNERS)
        .bind("blocked", blocked)
        .bindList("owners", owners)
        .listLater(row -> row.getString("owner"));
  }

  /** Whether a user blocks another user, or is blocked. */
  public boolean existsForUser(String user) {
    return database.sql(EXISTS_BY_OWNER).bind("user", user).exists()
        || database.sql(EXISTS_BY_BLOCKED).bind("user", user).exists();
  }

  /** Deletes the blocks of a user, and those by which others block the user. */
  public void deleteAllOf(String user) {
    database.sql(DELETE_BY_OWNER).bind("user", user).update();
    database.sql(DELETE_BY_BLOCKED).bind("user", user).update();
  }
}
