package dev.letterbox.shared.jdbc;

import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.util.List;

/** A statement failed. Internal: callers of services see an {@code EJBException}. */
public class UncheckedSqlException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private static final String UNIQUE_VIOLATION = "23505";

  /** Connection, transaction rollback (Derby's locks, too), operator intervention, lock. */
  private static final List<String> TRANSIENT_STATES = List.of("08", "40", "57", "55P03");

  /** Of PostgreSQL and of Derby. */
  private static final List<String> TIMEOUT_STATES = List.of("57014", "XCL52");

  public UncheckedSqlException(SQLException cause) {
    super(cause);
  }

  /** Whether a row with this key exists. */
  public boolean isDuplicateKey() {
    return isDuplicateKey(this);
  }

  /** Whether an error of any type was caused by an existing row with the same key. */
  public static boolean isDuplicateKey(Throwable error) {
    for (Throwable cause = error; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql && hasDuplicateKey(sql)) {
        return true;
      }
    }
    return false;
  }

  /** Whether a retry may succeed: after a deadlock, a lock timeout, or a lost connection. */
  public boolean isTransient() {
    return hasStateOf(TRANSIENT_STATES);
  }

  /** Failures of a pool have no state. */
  private boolean hasStateOf(List<String> prefixes) {
    String state = ((SQLException) getCause()).getSQLState();
    return state != null && prefixes.stream().anyMatch(state::startsWith);
  }

  /** Whether a query took longer than {@link Database#MAX_QUERY_SECONDS}. */
  public boolean isTimeout() {
    return hasStateOf(TIMEOUT_STATES);
  }

  /** Number of entries of a batch that were executed before the failed one; 0 outside a batch. */
  public int completedInBatch() {
    return getCause() instanceof BatchUpdateException batch ? batch.getUpdateCounts().length : 0;
  }

  /** Drivers chain the errors of a batch to its exception. */
  private static boolean hasDuplicateKey(SQLException error) {
    for (SQLException next = error; next != null; next = next.getNextException()) {
      if (UNIQUE_VIOLATION.equals(next.getSQLState())) {
        return true;
      }
    }
    return false;
  }
}
