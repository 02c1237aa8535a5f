package dev.letterbox.moderation;

import dev.letterbox.api.Message;
import dev.letterbox.api.ModerationStatus;
import dev.letterbox.api.spi.AutoModerator;
import dev.letterbox.api.spi.Rating;
import dev.letterbox.message.Judgement;
import dev.letterbox.shared.Extension;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** An auto-moderator that always thinks the same. */
record FixedModerator(String name, Optional<Rating> opinion, String defaultReason)
    implements AutoModerator {

  static final String DEFAULT = "by default";

  @Override
  public Optional<Rating> rate(Message message) {
    return opinion;
  }

  @Override
  public String toString() {
    return name;
  }

  static FixedModerator none() {
    return new FixedModerator("none", Optional.empty(), DEFAULT);
  }

  /** A rating without a reason, of one that has no default reason. */
  static FixedModerator bare(double value) {
    return new FixedModerator("bare " + value, Optional.of(Rating.of(value)), "");
  }

  /** A rating without a reason, of one that has a default reason. */
  static FixedModerator byDefault(double value) {
    return new FixedModerator("default " + value, Optional.of(Rating.of(value)), DEFAULT);
  }

  /** A rating with a reason, of one that has a default reason, too. */
  static FixedModerator because(double value, String reason) {
    return new FixedModerator(
        "because " + value + " " + reason, Optional.of(new Rating(value, reason)), DEFAULT);
  }

  /** What a chain of these makes of a message. */
  static Judgement judge(ModerationStatus otherwise, AutoModerator... moderators) {
    List<Extension<AutoModerator>> chain =
        Arrays.stream(moderators).map(each -> new Extension<>("class of it", each)).toList();
    return new Chain(chain, otherwise).judge(null);
  }
}
