package dev.letterbox.api.moderation;

import dev.letterbox.api.ModerationStatus;
import java.time.Instant;
import java.util.List;

/**
 * A message as moderators see it.
 *
 * @param id grows with time
 * @param thread id of the root of the conversation; of a root, its own id
 * @param parent id of the message that it replies to; null if it is no reply
 * @param sender name of the user who wrote it; null for a visitor
 * @param recipient name of the user it was written to; null for a visitor
 * @param visitor masked e-mail address of the visitor on one side; null without a visitor
 * @param subject one line, 1 to {@value dev.letterbox.api.NewMessage#MAX_SUBJECT_LENGTH} characters
 * @param body may be empty
 * @param bodyTruncated whether the body is the beginning of a longer one, as on a page; see {@link
 *     dev.letterbox.api.Message#bodyTruncated}
 * @param sentAt when it was written
 * @param status the moderation status
 * @param decidedBy name of the moderator who decided last, or took the decision back; null if
 *     auto-moderators or a setting decided, and before any decision
 * @param decidedAt when that was; null before any decision
 * @param reason why it was rejected; null without a reason
 * @param ratings the ratings of auto-moderators, in the order of their calls
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
    boolean bodyTruncated,
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
   * The rating of one auto-moderator.
   *
   * @param moderator its name
   * @param rating from 0 to 100; null for no opinion
   * @param reason why the message should be rejected, at most 1,000 characters; null without one
   */
  public record AutoModeratorRating(String moderator, Double rating, String reason) {}
}
