package dev.letterbox.shared;

import java.sql.BatchUpdateException;
import java.sql.SQLException;

/** The database refused a statement. Not for callers: they see that the operation failed. */
public class UncheckedSqlException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private static final String UNIQUE_VIOLATION = "23505";

  UncheckedSqlException(SQLException cause) {
    super(cause);
  }

  /** Whether a row with this key is there already. */
  public boolean isDuplicateKey() {
    SQLException cause = (SQLException) getCause();
    return UNIQUE_VIOLATION.equals(cause.getSQLState())
        || (cause instanceof BatchUpdateException && hasDuplicateKeyBehind(cause));
  }

  /** How many entries of a batch were done before the one that failed; none outside a batch. */
  public int doneInBatch() {
    return getCause() instanceof BatchUpdateException batch ? batch.getUpdateCounts().length : 0;
  }

  private static boolean hasDuplicateKeyBehind(SQLException batch) {
    for (SQLException next = batch.getNextException();
        next != null;
        next = next.getNextException()) {
      if (UNIQUE_VIOLATION.equals(next.getSQLState())) {
        return true;
      }
    }
    return false;
  }
}
