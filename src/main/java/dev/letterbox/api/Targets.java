package dev.letterbox.api;

import java.util.Collection;
import java.util.List;

/**
 * What an {@link Action} concerns: messages, and whole conversations.
 *
 * @param messages ids of messages, at most {@value #MAX}; one named twice counts once
 * @param threads ids of conversations, at most {@value #MAX}
 */
public record Targets(List<Long> messages, List<Long> threads) {

  /** How many messages, and how many conversations, may be named at once. */
  public static final int MAX = 1000;

  public Targets {
    messages = Copies.of(messages);
    threads = Copies.of(threads);
  }

  /** These messages. */
  public static Targets messages(Long... ids) {
    return new Targets(List.of(ids), List.of());
  }

  /** These messages. */
  public static Targets messages(Collection<Long> ids) {
    return new Targets(List.copyOf(ids), List.of());
  }

  /** All of these conversations that an action applies to. */
  public static Targets threads(Long... ids) {
    return new Targets(List.of(), List.of(ids));
  }
}
