package dev.letterbox.api;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;

/** Unmodifiable copies that may hold null, so that the service can report it instead of failing. */
final class Copies {

  private Copies() {}

  static <T> List<T> of(Collection<T> values) {
    return Collections.unmodifiableList(new ArrayList<>(values));
  }
}
