package dev.letterbox.shared;

import dev.letterbox.api.spi.ExtensionFailedException;
import dev.letterbox.shared.jdbc.UncheckedSqlException;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Instance;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.StreamSupport;

/**
 * A bean that an installation can add or replace, and its name in errors.
 *
 * @param name name of the bean's class, not of its proxy
 */
public record ExtensionBean<T>(String name, T bean) {

  /**
   * All beans of a type: the lowest {@code @Priority} first, those without one last, equal ones by
   * class name. Call it once and keep the result, because dependent beans are created by each call.
   */
  public static <T> List<ExtensionBean<T>> inPriorityOrder(Instance<T> beans) {
    return StreamSupport.stream(beans.handles().spliterator(), false)
        .sorted(
            Comparator.<Instance.Handle<T>>comparingInt(handle -> priority(handle))
                .thenComparing(handle -> className(handle)))
        .map(handle -> new ExtensionBean<>(className(handle), handle.get()))
        .toList();
  }

  /** The only enabled bean of a type. */
  public static <T> ExtensionBean<T> single(Instance<T> beans) {
    Instance.Handle<T> handle = beans.getHandle();
    return new ExtensionBean<>(className(handle), handle.get());
  }

  private static int priority(Instance.Handle<?> handle) {
    Priority priority = handle.getBean().getBeanClass().getAnnotation(Priority.class);
    return priority == null ? Integer.MAX_VALUE : priority.value();
  }

  private static String className(Instance.Handle<?> handle) {
    return handle.getBean().getBeanClass().getName();
  }

  /**
   * Calls the bean. A database error is not wrapped, because it states whether a retry is useful.
   *
   * @throws ExtensionFailedException naming the bean, if it throws any other exception; also one of
   *     Letterbox, which would blame the caller's input
   */
  public <R> R call(Function<T, R> function) {
    try {
      return function.apply(bean);
    } catch (UncheckedSqlException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new ExtensionFailedException(name, e);
    }
  }
}
