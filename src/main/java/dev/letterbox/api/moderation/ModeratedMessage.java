package dev.letterbox.api.moderation;

import dev.letterbox.api.ModerationStatus;
import java.time.Instant;
import java.util.List;

/**
 * A message as moderators see it. All times are UTC with microseconds.
 *
 * @param id grows with time
 * @param thread id of the conversation's root; a root's own id
 * @param parent id of the message that it replies to; null when it is no reply
 * @param sender name of the user who wrote it; null when a visitor did
 * @param recipient name of the user whom it was written to; null when that is a visitor
 * @param visitor the address of the visitor on one side, so that nobody can write to it; null when
 *     there is none
 * @param subject one line, 1 to 120 characters
 * @param body any length, may be empty
 * @param sentAt when it was written
 * @param status where it stands
 * @param decidedBy name of the moderator who decided last, or took the decision back; null when
 *     auto-moderators or a setting have decided, and before any decision
 * @param decidedAt when that was; null before any decision
 * @param reason why it was rejected; null when it was not, or nobody said why
 * @param ratings what auto-moderators thought of it, in the order in which they were asked
 */
public record ModeratedMessage(
    long id,
    long thread,
    Long parent,
    String sender,
    String recipient,
    String visitor,
    String subject,
    String body,
    Instant sentAt,
    ModerationStatus status,
    String decidedBy,
    Instant decidedAt,
    String reason,
    List<AutoModeratorRating> ratings) {

  public ModeratedMessage {
    ratings = List.copyOf(ratings);
  }

  /**
   * What one auto-moderator thought.
   *
   * @param moderator its name
   * @param rating from 0 to 100; null when it had no opinion
   * @param reason why it should be rejected, in at most 1,000 characters; null without one
   */
  public record AutoModeratorRating(String moderator, Double rating, String reason) {}

  /** The same with these ratings. */
  public ModeratedMessage ratings(List<AutoModeratorRating> newRatings) {
    return new ModeratedMessage(
        id,
        thread,
        parent,
        sender,
        recipient,
        visitor,
        subject,
        body,
        sentAt,
        status,
        decidedBy,
        decidedAt,
        reason,
        newRatings);
  }
}
