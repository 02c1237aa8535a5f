package dev.letterbox.api;

import java.util.Collection;
import java.util.List;

/**
 * The messages and conversations that a {@link MailboxAction} applies to.
 *
 * @param messages ids of messages, at most {@value #MAX_TARGETS}; duplicates count once
 * @param threads ids of conversations, at most {@value #MAX_TARGETS}; duplicates count once
 */
public record ActionTargets(List<Long> messages, List<Long> threads) {

  /** Maximum number of messages, and of conversations. */
  public static final int MAX_TARGETS = 1000;

  /**
   * @throws NullPointerException if a list is or contains null
   */
  public ActionTargets {
    messages = List.copyOf(messages);
    threads = List.copyOf(threads);
  }

  public static ActionTargets messages(Long... ids) {
    return messages(List.of(ids));
  }

  public static ActionTargets messages(Collection<Long> ids) {
    return new ActionTargets(List.copyOf(ids), List.of());
  }

  /** The messages of these conversations that the action is possible for. */
  public static ActionTargets threads(Long... ids) {
    return new ActionTargets(List.of(), List.of(ids));
  }
}
