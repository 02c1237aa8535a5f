package dev.letterbox.moderation;

import dev.letterbox.api.AutoModerator;
import dev.letterbox.api.AutoModerator.Rating;
import dev.letterbox.api.Message;
import dev.letterbox.api.ModerationStatus;
import dev.letterbox.message.store.ModerationResult;
import dev.letterbox.shared.ExtensionBean;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** An auto-moderator with a constant rating. */
record FixedAutoModerator(String name, Optional<Rating> rating, String defaultReason)
    implements AutoModerator {

  static final String DEFAULT_REASON = "by default";

  @Override
  public Optional<Rating> rate(Message message) {
    return rating;
  }

  @Override
  public String toString() {
    return name;
  }

  static FixedAutoModerator withoutRating() {
    return new FixedAutoModerator("none", Optional.empty(), DEFAULT_REASON);
  }

  /** A rating without a reason or default reason. */
  static FixedAutoModerator withoutReason(double value) {
    return new FixedAutoModerator("bare " + value, Optional.of(Rating.of(value)), "");
  }

  /** A rating without a reason but with a default reason. */
  static FixedAutoModerator withDefaultReason(double value) {
    return new FixedAutoModerator(
        "default " + value, Optional.of(Rating.of(value)), DEFAULT_REASON);
  }

  /** A rating with a reason and a default reason. */
  static FixedAutoModerator withReason(double value, String reason) {
    return new FixedAutoModerator(
        "because " + value + " " + reason, Optional.of(new Rating(value, reason)), DEFAULT_REASON);
  }

  /** Runs a chain of these moderators. */
  static ModerationResult moderate(ModerationStatus defaultStatus, AutoModerator... moderators) {
    List<ExtensionBean<AutoModerator>> chain =
        Arrays.stream(moderators).map(each -> new ExtensionBean<>("class of it", each)).toList();
    return new AutoModeratorChain(chain, defaultStatus).moderate(null);
  }
}
