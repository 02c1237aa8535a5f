package dev.letterbox.message.store;

import dev.letterbox.api.ModerationStatus;
import java.util.List;

/**
 * The result of moderation before a message is stored.
 *
 * @param reason reason of a rejection; null without one
 * @param ratings the ratings of all auto-moderators that were run, in their order
 */
public record ModerationResult(ModerationStatus status, String reason, List<StoredRating> ratings) {

  /** Accepted without moderation. */
  public static final ModerationResult ACCEPTED =
      new ModerationResult(ModerationStatus.ACCEPTED, null, List.of());

  public ModerationResult {
    ratings = List.copyOf(ratings);
  }

  /**
   * The rating of one auto-moderator.
   *
   * @param moderator name of the auto-moderator
   * @param rating null without an opinion
   * @param reason null without one
   */
  public record StoredRating(String moderator, Double rating, String reason) {}
}
