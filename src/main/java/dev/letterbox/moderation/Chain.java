package dev.letterbox.moderation;

import dev.letterbox.api.Message;
import dev.letterbox.api.ModerationStatus;
import dev.letterbox.api.spi.AutoModerator;
import dev.letterbox.api.spi.Rating;
import dev.letterbox.message.Judgement;
import dev.letterbox.message.Judgement.Rated;
import dev.letterbox.shared.Extension;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A chain of auto-moderators; follows <i>auto_moderate</i> of django-postman.
 *
 * @param moderators who is asked, in this order
 * @param otherwise where a message stands about which nobody has an opinion
 */
record Chain(List<Extension<AutoModerator>> moderators, ModerationStatus otherwise) {

  private static final double REJECT = 0;
  private static final double ACCEPT = 100;
  private static final double MIDDLE = 50;

  private static final int MAX_NAME = 255;
  private static final int MAX_REASON = 1000;

  /** What becomes of a message. */
  Judgement judge(Message message) {
    List<Rated> ratings = new ArrayList<>();
    for (Extension<AutoModerator> moderator : moderators) {
      Rated rated = moderator.ask(bean -> rated(moderator.name(), bean, message));
      ratings.add(rated);
      if (rated.rating() != null && rated.rating() == REJECT) {
        String reason = Reasons.line(rated.reason(), Reasons.MAX_LENGTH);
        return new Judgement(ModerationStatus.REJECTED, reason, ratings);
      }
      if (rated.rating() != null && rated.rating() == ACCEPT) {
        return new Judgement(ModerationStatus.ACCEPTED, null, ratings);
      }
    }
    return onAverage(ratings);
  }

  private static Rated rated(String name, AutoModerator moderator, Message message) {
    String shown = Optional.ofNullable(Reasons.line(moderator.name(), MAX_NAME)).orElse(name);
    Optional<Rating> given = moderator.rate(message);
    if (given == null || given.isEmpty() || !isOpinion(given.get().value())) {
      return new Rated(shown, null, null);
    }
    double value = given.get().value();
    String reason = given.get().reason();
    if (reason == null && value < MIDDLE) {
      reason = moderator.defaultReason();
    }
    return new Rated(shown, value, Reasons.line(reason, MAX_REASON));
  }

  /** Not a number is none either. */
  private static boolean isOpinion(double value) {
    return value >= REJECT && value <= ACCEPT;
  }

  private Judgement onAverage(List<Rated> ratings) {
    List<Rated> opinions = ratings.stream().filter(rated -> rated.rating() != null).toList();
    if (opinions.isEmpty()) {
      return new Judgement(otherwise, null, ratings);
    }
    double average = opinions.stream().mapToDouble(Rated::rating).average().orElseThrow();
    if (average >= MIDDLE) {
      return new Judgement(ModerationStatus.ACCEPTED, null, ratings);
    }
    List<String> reasons =
        opinions.stream()
            .filter(rated -> rated.rating() < MIDDLE)
            .map(Rated::reason)
            .filter(Objects::nonNull)
            .toList();
    return new Judgement(ModerationStatus.REJECTED, Reasons.joined(reasons), ratings);
  }
}
