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
public record Judgement(ModerationStatus status, String reason, List<Rated> ratings) {

  /** Nobody was asked. */
  public static final Judgement ACCEPTED =
      new Judgement(ModerationStatus.ACCEPTED, null, List.of());

  public Judgement {
    ratings = List.copyOf(ratings);
  }

  /**
   * What one of them thought.
   *
   * @param moderator its name
   * @param rating null without an opinion
   * @param reason null without one
   */
  public record Rated(String moderator, Double rating, String reason) {}
}
