package dev.letterbox.message;

import dev.letterbox.api.Message;
import dev.letterbox.api.spi.AutoModerator;
import java.util.List;

/** Judges messages that are about to be stored. */
public interface MessageModerator {

  /**
   * Where it stands, in the judgement of these auto-moderators.
   *
   * @param moderators those given with the message
   * @param byUser whether those of the installation are to be asked as well
   */
  ModerationResult moderate(Message message, List<AutoModerator> moderators, boolean byUser);
}
