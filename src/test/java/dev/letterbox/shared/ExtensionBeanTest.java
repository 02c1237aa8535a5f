package dev.letterbox.shared;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.letterbox.api.NotPermittedException;
import dev.letterbox.api.spi.ExtensionFailedException;
import dev.letterbox.shared.jdbc.UncheckedSqlException;
import java.sql.SQLException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Errors of beans that an installation adds. */
class ExtensionBeanTest {

  private static Object callThrowing(RuntimeException thrown) {
    return new ExtensionBean<>("class of it", thrown)
        .call(
            bean -> {
              throw bean;
            });
  }

  @ParameterizedTest
  @ValueSource(classes = {IllegalStateException.class, NotPermittedException.class})
  void failing_bean_is_named_for_any_exception(Class<? extends RuntimeException> type)
      throws ReflectiveOperationException {
    RuntimeException thrown = type.getConstructor(String.class).newInstance("alice");
    ExtensionFailedException failed =
        assertThrows(ExtensionFailedException.class, () -> callThrowing(thrown));
    assertEquals("class of it", failed.extension());
    assertSame(thrown, failed.getCause());
  }

  @ParameterizedTest
  @ValueSource(strings = {"40001", "42000"})
  void database_error_is_not_attributed_to_the_bean(String state) {
    UncheckedSqlException thrown = new UncheckedSqlException(new SQLException("x", state));
    assertSame(thrown, assertThrows(UncheckedSqlException.class, () -> callThrowing(thrown)));
  }
}
