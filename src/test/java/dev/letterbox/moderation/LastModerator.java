package dev.letterbox.moderation;

import dev.letterbox.api.AutoModerator;
import dev.letterbox.api.AutoModerator.Rating;
import dev.letterbox.api.Message;
import jakarta.enterprise.context.Dependent;
import java.util.Optional;

/** A moderator without rating and with a display name of its own. */
@Dependent
public class LastModerator implements AutoModerator {

  @Override
  public Optional<Rating> rate(Message message) {
    return Optional.empty();
  }

  @Override
  public String name() {
    return "Last of all";
  }
}
