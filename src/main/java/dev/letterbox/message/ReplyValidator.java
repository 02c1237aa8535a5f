package dev.letterbox.message;

import dev.letterbox.api.ConflictException;
import dev.letterbox.api.MessageKind;
import java.time.Instant;

/** The messages that can be replied to. */
public final class ReplyValidator {

  private ReplyValidator() {}

  /**
   * Fails if the message cannot be replied to.
   *
   * @throws ConflictException if the message is a notice or was withdrawn
   */
  public static void requireRepliable(long messageId, MessageKind kind, Instant withdrawnAt) {
    if (kind == MessageKind.NOTICE) {
      throw new ConflictException(
          "message " + messageId, "A notice has no sender, so it cannot be replied to.");
    }
    if (withdrawnAt != null) {
      throw new ConflictException(
          "message " + messageId, "The message was withdrawn, so it cannot be replied to.");
    }
  }
}
