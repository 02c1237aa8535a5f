package dev.letterbox.api;

import java.util.Collection;
import java.util.List;

/**
 * What an {@link MailboxAction} concerns: messages, and whole conversations.
 *
 * @param messages ids of messages, at most {@value #MAX_TARGETS}; one named twice counts once
 * @param threads ids of conversations, at most {@value #MAX_TARGETS}
 */
public record ActionTargets(List<Long> messages, List<Long> threads) {

  /** How many messages, and how many conversations, may be named at once. */
  public static final int MAX_TARGETS = 1000;

  public ActionTargets {
    messages = NullTolerantCopies.of(messages);
    threads = NullTolerantCopies.of(threads);
  }

  /** These messages. */
  public static ActionTargets messages(Long... ids) {
    return new ActionTargets(List.of(ids), List.of());
  }

  /** These messages. */
  public static ActionTargets messages(Collection<Long> ids) {
    return new ActionTargets(List.copyOf(ids), List.of());
  }

  /** All of these conversations that an action applies to. */
  public static ActionTargets threads(Long... ids) {
    return new ActionTargets(List.of(), List.of(ids));
  }
}
