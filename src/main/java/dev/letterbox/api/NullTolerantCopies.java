package dev.letterbox.api;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Unmodifiable copies that may hold null, so that the service can report it instead of failing. */
public final class NullTolerantCopies {

  private NullTolerantCopies() {}

  public static <T> List<T> of(Collection<T> values) {
    return Collections.unmodifiableList(new ArrayList<>(values));
  }

  /** Without repetitions, in the order of the constants. */
  public static <E extends Enum<E>> Set<E> sortedSetOf(Collection<E> values) {
    return Collections.unmodifiableSet(new TreeSet<>(values));
  }
}
