package dev.letterbox.api.spi;

import dev.letterbox.api.Message;
import java.util.Optional;

/**
 * Judges messages in place of a person; follows the auto-moderators of django-postman. Those given
 * with a message are asked in their order. For what users and visitors write, all CDI beans of this
 * type are asked after them, the lowest {@code @Priority} first. What they think is put together
 * so:
 *
 * <ul>
 *   <li>No rating, or one that is not from 0 to 100, is no opinion.
 *   <li>0 rejects the message at once, 100 accepts it at once; the rest is not asked.
 *   <li>Else the ratings are averaged: from 50 on the message is accepted, below it is rejected,
 *       for the reasons of those who rated it below 50.
 *   <li>When nobody had an opinion, the setting {@code letterbox.moderation.default} decides.
 * </ul>
 *
 * <p>A reason becomes one line. What is told to the sender has 120 characters at most; a longer one
 * is cut off and ends with an ellipsis.
 *
 * <p>Threads and transactions: called by many threads at once, inside the transaction that writes
 * the message; answer fast, and do not write. An exception makes that operation fail with an {@link
 * dev.letterbox.api.spi.ExtensionFailedException} that names the auto-moderator, and stores
 * nothing.
 */
@FunctionalInterface
public interface AutoModerator {

  /** What it thinks of a message that is about to be stored; empty without an opinion. */
  Optional<Rating> rate(Message message);

  /** Why it rejects, where its rating does not say; blank for no reason. */
  default String defaultReason() {
    return "";
  }

  /**
   * The name under which moderators read its ratings, and problems speak of it: at most 255
   * characters. The name of its class, unless it says something else.
   */
  default String name() {
    String name = getClass().getName();
    String simple = name.substring(name.lastIndexOf('.') + 1);
    return simple.replaceFirst("\\$(Proxy)?\\$.*", ""); // what a compiler or container has made
  }
}
