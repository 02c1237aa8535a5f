package dev.letterbox.rest.http;

import java.util.List;
import java.util.function.Function;

/** A complete list of items. */
public record ResultsView<T>(List<T> results) {

  public static <S, T> ResultsView<T> of(List<S> things, Function<S, T> view) {
    return new ResultsView<>(things.stream().map(view).toList());
  }
}
