package dev.letterbox.shared.jdbc;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class UncheckedSqlExceptionTest {

  private static UncheckedSqlException failureOf(String state) {
    return new UncheckedSqlException(new SQLException("failed", state));
  }

  @Test
  void failure_without_a_state_is_neither_a_timeout_nor_transient() {
    assertFalse(failureOf(null).isTimeout());
    assertFalse(failureOf(null).isTransient());
  }

  @Test
  void timeout_is_that_of_either_database() {
    assertTrue(failureOf("57014").isTimeout());
    assertTrue(failureOf("XCL52").isTimeout());
    assertFalse(failureOf("57P01").isTimeout());
  }
}
