package dev.letterbox.message;

import dev.letterbox.api.ModerationStatus;
import java.util.List;

/**
 * What became of a message before it was stored.
 *
 * @param status where it stands
 * @param reason why it was rejected; null without a reason
 * @param ratings what each auto-moderator that was asked thought of it, in that order
 */
public record ModerationResult(ModerationStatus status, String reason, List<StoredRating> ratings) {

  /** Nobody was asked. */
  public static final ModerationResult ACCEPTED =
      new ModerationResult(ModerationStatus.ACCEPTED, null, List.of());

  public ModerationResult {
    ratings = List.copyOf(ratings);
  }

  /**
   * What one of them thought.
   *
   * @param moderator its name
   * @param rating null without an opinion
   * @param reason null without one
   */
  public record StoredRating(String moderator, Double rating, String reason) {}
}
