package dev.letterbox.api.internal;

import java.util.function.Consumer;

/**
 * The properties of an immutable input, which copies them to change one.
 *
 * @param <T> the class itself
 */
public abstract class Copyable<T extends Copyable<T>> implements Cloneable {

  /** A changed copy. */
  @SuppressWarnings("unchecked") // T is this class
  public final T with(Consumer<T> change) {
    try {
      T copy = (T) clone();
      change.accept(copy);
      return copy;
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("A Copyable is cloneable", e);
    }
  }
}
