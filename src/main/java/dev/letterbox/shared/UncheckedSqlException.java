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
