package dev.letterbox.api.spi;

import dev.letterbox.api.Message;
import java.util.Optional;

/**
 * Judges messages in place of a person. Those given with a message, and CDI beans of this type, are
 * asked in their order; follows the auto-moderators of django-postman.
 *
 * <p>Threads and transactions: called by many threads at once, inside the transaction that writes
 * the message; answer fast, and do not write. An exception makes that operation fail and stores
 * nothing.
 */
public interface AutoModerator {

  /** What it thinks of a message that is about to be stored; empty without an opinion. */
  Optional<Rating> rate(Message message);
}
