package dev.letterbox.blocking;

import dev.letterbox.shared.InputErrors;
import dev.letterbox.shared.Sql;
import dev.letterbox.shared.UncheckedSqlException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Rows of blocks. */
@ApplicationScoped
class Blocks {

  private static final String ALL =
      "select blocked, created_at from lb_block where owner = ? order by blocked";

  /** On PostgreSQL a duplicate key would end the transaction of the caller. */
  private static final String INSERT_ON_POSTGRESQL =
      "insert into lb_block (owner, blocked, created_at) values (?, ?, ?) on conflict do nothing";

  private static final String INSERT_ON_DERBY =
      "insert into lb_block (owner, blocked, created_at) values (?, ?, ?)";
  private static final String DELETE = "delete from lb_block where owner = ? and blocked = ?";
  private static final String BLOCKING =
      "select owner from lb_block where blocked = ? and owner in (";

  @Inject private Sql sql;

  /** Whom this user blocks, and since when, in the order of their names. */
  Map<String, Instant> of(String owner) {
    Map<String, Instant> blocks = new LinkedHashMap<>();
    sql.query(
        ALL, row -> blocks.put(row.getString("blocked"), Sql.instant(row, "created_at")), owner);
    return blocks;
  }

  /** Makes a block, unless it is there. */
  void add(String owner, String blocked, Instant since) {
    if (sql.isDerby()) {
      addOnDerby(owner, blocked, since);
    } else {
      sql.update(INSERT_ON_POSTGRESQL, owner, blocked, since);
    }
  }

  private void addOnDerby(String owner, String blocked, Instant since) {
    try {
      sql.update(INSERT_ON_DERBY, owner, blocked, since);
    } catch (UncheckedSqlException e) {
      if (!e.isDuplicateKey()) {
        throw e;
      }
    }
  }

  boolean remove(String owner, String blocked) {
    return InputErrors.isStorable(blocked) && sql.update(DELETE, owner, blocked) > 0;
  }

  /**
   * Who of these users blocks this one.
   *
   * @param owners at least one
   */
  List<String> blocking(String blocked, Collection<String> owners) {
    List<String> filled = Sql.filledUp(owners);
    List<Object> parameters = new ArrayList<>(List.of(blocked));
    parameters.addAll(filled);
    return sql.query(
        BLOCKING + Sql.marks(filled.size()) + ")",
        row -> row.getString("owner"),
        parameters.toArray());
  }
}
