package dev.letterbox.moderation;

import dev.letterbox.api.AutoModerator;
import dev.letterbox.api.AutoModerator.Rating;
import dev.letterbox.api.Message;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Rates messages with two words that no other test uses. */
@ApplicationScoped
@Priority(10)
public class WordModerator implements AutoModerator {

  static final String RUDE = "the rude word of the tests of moderation";
  static final String BROKEN = "the word that breaks the moderator of the tests";

  @Override
  public Optional<Rating> rate(Message message) {
    if (message.body().equals(BROKEN)) {
      throw new IllegalStateException("Failure requested by the test");
    }
    return message.body().equals(RUDE) ? Optional.of(Rating.of(20)) : Optional.empty();
  }

  @Override
  public String defaultReason() {
    return "Watch your words";
  }
}
