package dev.letterbox.api;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Unmodifiable copies that may hold null, so that the service can report it instead of failing. */
final class Copies {

  private Copies() {}

  static <T> List<T> of(Collection<T> values) {
    return Collections.unmodifiableList(new ArrayList<>(values));
  }

  /** Without repetitions, in the order of the constants. */
  static <E extends Enum<E>> Set<E> inOrder(Collection<E> values) {
    return Collections.unmodifiableSet(new TreeSet<>(values));
  }
}
