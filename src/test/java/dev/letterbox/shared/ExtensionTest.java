package dev.letterbox.shared;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.letterbox.api.ExtensionFailedException;
import dev.letterbox.api.NotPermittedException;
import java.sql.SQLException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whose fault it is when a bean of the installation throws. */
class ExtensionTest {

  private static Object ask(RuntimeException thrown) {
    return new Extension<>("class of it", thrown)
        .ask(
            bean -> {
              throw bean;
            });
  }

  @ParameterizedTest
  @ValueSource(classes = {IllegalStateException.class, NotPermittedException.class})
  void bean_that_throws_is_named_even_if_it_throws_what_is_ours(
      Class<? extends RuntimeException> type) throws ReflectiveOperationException {
    RuntimeException thrown = type.getConstructor(String.class).newInstance("alice");
    ExtensionFailedException failed =
        assertThrows(ExtensionFailedException.class, () -> ask(thrown));
    assertEquals("class of it", failed.extension());
    assertSame(thrown, failed.getCause());
  }

  @ParameterizedTest
  @ValueSource(strings = {"40001", "42000"})
  void fault_of_the_database_is_not_that_of_the_bean(String state) {
    UncheckedSqlException thrown = new UncheckedSqlException(new SQLException("x", state));
    assertSame(thrown, assertThrows(UncheckedSqlException.class, () -> ask(thrown)));
  }
}
