package dev.letterbox.shared.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * What differs between databases. A statement may contain these words; the texts are those of
 * PostgreSQL, and Derby gets what comes closest:
 *
 * <table>
 * <caption>Words</caption>
 * <tr><td>{@code {for update}}</td><td>Locks the rows of a query in its order. On Derby nothing:
 * call {@link SqlStatement#lockRows} before.</td></tr>
 * <tr><td>{@code {for key share}}</td><td>Keeps the rows of a query until the transaction ends.
 * </td></tr>
 * <tr><td>{@code {for single key share}}</td><td>The same for a query of one row of one table. On
 * Derby a lock of JPA waits for it, and two such queries for each other.</td></tr>
 * <tr><td>{@code {unlocked}}</td><td>At the end of a query that waits for no writer and may see
 * what is not committed. PostgreSQL reads the last committed row.</td></tr>
 * <tr><td>{@code {on conflict do nothing}}</td><td>At the end of an insert that {@link
 * SqlStatement#insertIfAbsent} executes.</td></tr>
 * <tr><td>{@code {index NAME}}</td><td>After a table: the index, or primary key ({@code …_pk}),
 * that Derby reads it by.</td></tr>
 * <tr><td>{@code {fixed join order}}</td><td>After {@code from}: Derby joins the tables in the
 * order of the statement.</td></tr>
 * <tr><td>{@code {lookup}}</td><td>After a joined table: Derby looks up the rows that belong to
 * each row before, instead of reading the whole table.</td></tr>
 * <tr><td>{@code {lower TEXT}}</td><td>In lower case, in every language.</td></tr>
 * <tr><td>{@code {byte order}}</td><td>After an expression: it is compared by code, not by
 * language.</td></tr>
 * <tr><td>{@code {octet_length TEXT}}</td><td>The length of a text as the database stores it,
 * without reading it: bytes, on Derby UTF-16 units.</td></tr>
 * <tr><td>{@code {from dual}}</td><td>The table of one row, after a select without a table.
 * </td></tr>
 * </table>
 */
public abstract sealed class Dialect permits PostgresqlDialect, DerbyDialect {

  private final Map<String, String> words;
  private final Map<String, UnaryOperator<String>> functions;

  Dialect(Map<String, String> words, Map<String, UnaryOperator<String>> functions) {
    this.words = words;
    this.functions = functions;
  }

  /** The dialect of the database of a connection. */
  static Dialect of(Connection connection) throws SQLException {
    String product = connection.getMetaData().getDatabaseProductName().toLowerCase(Locale.ROOT);
    return product.contains("derby") ? new DerbyDialect() : PostgresqlDialect.of(connection);
  }

  /** The SQL for a placeholder in braces. */
  String translate(String word) {
    String sql = words.get(word);
    if (sql != null) {
      return sql;
    }
    int blank = word.indexOf(' ');
    UnaryOperator<String> function = blank < 0 ? null : functions.get(word.substring(0, blank));
    if (function == null) {
      throw new IllegalArgumentException("No word of the dialect: {" + word + "}");
    }
    return function.apply(word.substring(blank + 1).strip());
  }

  /** Name of the folder with the scripts of the schema. */
  public abstract String migrationFolder();

  /** One of two implementations, where whole statements differ. */
  public abstract <T> T choose(Supplier<T> derby, Supplier<T> postgresql);

  /** Whether reading a row waits for the transaction that has written it. */
  public abstract boolean readersWaitForWriters();

  /** Whether a foreign key that deletes rows locks their whole table first. */
  public abstract boolean cascadesLockTables();

  /** Whether several nodes may use the database. */
  public abstract boolean isShared();

  /** A text that follows every name in the order of the database. */
  public abstract String afterAllNames();

  /** Whether {@code on conflict do nothing} works, so that a duplicate key is an error. */
  abstract boolean skipsDuplicateKeys();

  /** Whether a query can lock its rows in its order, with {@code for update}. */
  abstract boolean locksRowsOfQueries();

  /** Whether one call can send several statements, and does so in one round trip. */
  public abstract boolean sendsTogether();
}
