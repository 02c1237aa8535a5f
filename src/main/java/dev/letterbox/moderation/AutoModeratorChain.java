package dev.letterbox.moderation;

import dev.letterbox.api.AutoModerator;
import dev.letterbox.api.AutoModerator.Rating;
import dev.letterbox.api.Message;
import dev.letterbox.api.ModerationStatus;
import dev.letterbox.message.store.ModerationResult;
import dev.letterbox.message.store.ModerationResult.StoredRating;
import dev.letterbox.shared.ExtensionBean;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A chain of auto-moderators, with the rules of <i>auto_moderate</i> of django-postman.
 *
 * @param moderators the chain, in the order of the calls
 * @param defaultStatus status of a message without any rating
 */
record AutoModeratorChain(
    List<ExtensionBean<AutoModerator>> moderators, ModerationStatus defaultStatus) {

  private static final double REJECT_RATING = 0;
  private static final double ACCEPT_RATING = 100;
  private static final double ACCEPT_THRESHOLD = 50;

  private static final int MAX_NAME_LENGTH = 255;
  private static final int MAX_REASON_LENGTH = 1000;

  /** Rates a message until a moderator decides, or by the average. */
  ModerationResult moderate(Message message) {
    List<StoredRating> ratings = new ArrayList<>();
    for (ExtensionBean<AutoModerator> moderator : moderators) {
      StoredRating storedRating = moderator.call(bean -> rate(moderator.name(), bean, message));
      ratings.add(storedRating);
      if (storedRating.rating() != null && storedRating.rating() == REJECT_RATING) {
        String reason = ReasonText.normalize(storedRating.reason(), ReasonText.MAX_LENGTH);
        return new ModerationResult(ModerationStatus.REJECTED, reason, ratings);
      }
      if (storedRating.rating() != null && storedRating.rating() == ACCEPT_RATING) {
        return new ModerationResult(ModerationStatus.ACCEPTED, null, ratings);
      }
    }
    return decideByAverage(ratings);
  }

  private static StoredRating rate(String name, AutoModerator moderator, Message message) {
    String displayName =
        Optional.ofNullable(ReasonText.normalize(moderator.name(), MAX_NAME_LENGTH)).orElse(name);
    Optional<Rating> rating = moderator.rate(message);
    if (rating == null || rating.isEmpty() || !isValidRating(rating.get().value())) {
      return new StoredRating(displayName, null, null);
    }
    double value = rating.get().value();
    String reason = rating.get().reason();
    if (reason == null && value < ACCEPT_THRESHOLD) {
      reason = moderator.defaultReason();
    }
    return new StoredRating(displayName, value, ReasonText.normalize(reason, MAX_REASON_LENGTH));
  }

  /** Also false for NaN. */
  private static boolean isValidRating(double value) {
    return value >= REJECT_RATING && value <= ACCEPT_RATING;
  }

  private ModerationResult decideByAverage(List<StoredRating> ratings) {
    List<StoredRating> opinions =
        ratings.stream().filter(storedRating -> storedRating.rating() != null).toList();
    if (opinions.isEmpty()) {
      return new ModerationResult(defaultStatus, null, ratings);
    }
    double average = opinions.stream().mapToDouble(StoredRating::rating).average().orElseThrow();
    if (average >= ACCEPT_THRESHOLD) {
      return new ModerationResult(ModerationStatus.ACCEPTED, null, ratings);
    }
    List<String> reasons =
        opinions.stream()
            .filter(storedRating -> storedRating.rating() < ACCEPT_THRESHOLD)
            .map(StoredRating::reason)
            .filter(Objects::nonNull)
            .toList();
    return new ModerationResult(ModerationStatus.REJECTED, ReasonText.join(reasons), ratings);
  }
}
