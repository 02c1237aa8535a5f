package dev.letterbox.message;

import dev.letterbox.api.AutoModerator;
import dev.letterbox.api.Message;
import dev.letterbox.message.store.ModerationResult;
import java.util.List;

/**
 * Moderates messages before they are stored. An interface because its implementation, in the
 * package {@code moderation}, depends on this package.
 */
public interface MessageModerator {

  /**
   * Runs auto-moderators on a message.
   *
   * @param moderators the auto-moderators given with the message
   * @param byUser whether the auto-moderators of the installation run as well
   */
  ModerationResult moderate(Message message, List<AutoModerator> moderators, boolean byUser);
}
