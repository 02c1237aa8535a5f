package dev.letterbox.shared.jdbc;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.function.Supplier;
import java.util.logging.Logger;

/** PostgreSQL, whose planner takes no hints. */
final class PostgresqlDialect extends Dialect {

  private static final Logger LOG = Logger.getLogger(PostgresqlDialect.class.getName());

  /**
   * @param collation {@code collate …} for a lower case that knows all letters; may be empty
   */
  PostgresqlDialect(String collation) {
    super(
        Map.of(
            "for update", "for update",
            "for key share", "for key share",
            "for single key share", "for key share",
            "unlocked", "",
            "on conflict do nothing", "on conflict do nothing",
            "fixed join order", "",
            "lookup", "",
            "byte order", "collate \"C\"",
            "from dual", ""),
        Map.of(
            "index", name -> "",
            "lower", text -> "lower(" + text + collation + ")",
            "octet_length", text -> "octet_length(" + text + ")"));
  }

  static PostgresqlDialect of(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      return new PostgresqlDialect(collation(statement));
    }
  }

  /** Names have the collation C, whose lower case knows ASCII only; so may the database. */
  private static String collation(Statement statement) throws SQLException {
    if ("t".equals(first(statement, "select lower(chr(196)) = chr(228)"))) {
      return " collate \"default\"";
    }
    String name =
        first(
            statement,
            """
            select collname from pg_collation
            where collname in ('und-x-icu', 'pg_c_utf8') order by collname desc
            """);
    if (name == null) {
      LOG.warning(
          "The database folds the case of ASCII letters only: searches for other letters are case-sensitive");
      return "";
    }
    return " collate \"" + name + "\"";
  }

  private static String first(Statement statement, String query) throws SQLException {
    try (ResultSet rows = statement.executeQuery(query)) {
      return rows.next() ? rows.getString(1) : null;
    }
  }

  @Override
  public String migrationFolder() {
    return "postgresql";
  }

  @Override
  public <T> T choose(Supplier<T> derby, Supplier<T> postgresql) {
    return postgresql.get();
  }

  @Override
  public boolean readersWaitForWriters() {
    return false;
  }

  @Override
  public boolean cascadesLockTables() {
    return false;
  }

  @Override
  public boolean isShared() {
    return true;
  }

  /** It compares bytes of UTF-8. */
  @Override
  public String afterAllNames() {
    return Character.toString(Character.MAX_CODE_POINT);
  }

  @Override
  boolean skipsDuplicateKeys() {
    return true;
  }

  @Override
  boolean locksRowsOfQueries() {
    return true;
  }

  @Override
  public boolean sendsTogether() {
    return true;
  }
}
