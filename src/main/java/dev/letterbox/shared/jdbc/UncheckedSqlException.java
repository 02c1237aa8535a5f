package dev.letterbox.shared.jdbc;

import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.util.List;

/** The database refused a statement. Not for callers: they see that the operation failed. */
public class UncheckedSqlException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private static final String UNIQUE_VIOLATION = "23505";

  /** Connection, transaction rollback (Derby's locks, too), operator intervention, lock. */
  private static final List<String> TRANSIENT_STATES = List.of("08", "40", "57", "55P03");

  public UncheckedSqlException(SQLException cause) {
    super(cause);
  }

  /** Whether a row with this key is there already. */
  public boolean isDuplicateKey() {
    return isDuplicateKey(this);
  }

  /** Whether an error of any kind comes from a row with this key that is there already. */
  public static boolean isDuplicateKey(Throwable error) {
    for (Throwable cause = error; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql && hasDuplicateKey(sql)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Whether trying again may help: the database broke a deadlock, gave up waiting for a lock, or is
   * not there at the moment.
   */
  public boolean isTransient() {
    String state = ((SQLException) getCause()).getSQLState();
    return state != null && TRANSIENT_STATES.stream().anyMatch(state::startsWith);
  }

  /** How many entries of a batch were done before the one that failed; none outside a batch. */
  public int completedInBatch() {
    return getCause() instanceof BatchUpdateException batch ? batch.getUpdateCounts().length : 0;
  }

  /** Drivers put what is wrong with a batch behind its exception. */
  private static boolean hasDuplicateKey(SQLException error) {
    for (SQLException next = error; next != null; next = next.getNextException()) {
      if (UNIQUE_VIOLATION.equals(next.getSQLState())) {
        return true;
      }
    }
    return false;
  }
}
