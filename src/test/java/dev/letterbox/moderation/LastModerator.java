package dev.letterbox.moderation;

import dev.letterbox.api.Message;
import dev.letterbox.api.spi.AutoModerator;
import dev.letterbox.api.spi.Rating;
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
