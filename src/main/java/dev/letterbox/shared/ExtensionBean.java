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
 * A bean that an installation may add or replace, and the name under which its faults are told.
 *
 * @param name name of its class, which that of a proxy is not
 */
public record ExtensionBean<T>(String name, T bean) {

  /**
   * All beans of a type: the lowest {@code @Priority} first, those without one last, and where two
   * are alike the names of their classes decide. Ask once and keep them: beans that depend on their
   * owner are made anew each time.
   */
  public static <T> List<ExtensionBean<T>> inPriorityOrder(Instance<T> beans) {
    return StreamSupport.stream(beans.handles().spliterator(), false)
        .sorted(
            Comparator.<Instance.Handle<T>>comparingInt(handle -> priority(handle))
                .thenComparing(handle -> className(handle)))
        .map(handle -> new ExtensionBean<>(className(handle), handle.get()))
        .toList();
  }

  /** The one bean of a type, which may be a replacement. */
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
   * What it answers. A fault of the database passes as it is: our own beans ask it, and whether it
   * is worth trying again is told by that fault.
   *
   * @throws ExtensionFailedException naming it, when it throws anything else, be it an exception of
   *     Letterbox, which would tell the caller of something that he did not do
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
