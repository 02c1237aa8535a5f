package dev.letterbox.rest.moderation;

import dev.letterbox.api.moderation.ModeratedMessage;
import dev.letterbox.api.moderation.ModeratedMessage.AutoModeratorRating;
import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** A message as moderators see it; fields that do not apply are null. */
@JsonbPropertyOrder({
  "id",
  "sender",
  "recipient",
  "visitor",
  "subject",
  "message",
  "thread",
  "parent",
  "created",
  "moderationStatus",
  "moderationBy",
  "moderationDate",
  "moderationReason",
  "ratings"
})
public record ModerationView(
    long id,
    String sender,
    String recipient,
    String visitor,
    String subject,
    String message,
    long thread,
    Long parent,
    Instant created,
    String moderationStatus,
    String moderationBy,
    Instant moderationDate,
    String moderationReason,
    List<RatingView> ratings) {

  /** The rating of an auto-moderator. */
  @JsonbPropertyOrder({"moderator", "rating", "reason"})
  public record RatingView(String moderator, Double rating, String reason) {}

  static ModerationView of(ModeratedMessage message) {
    return new ModerationView(
        message.id(),
        message.sender(),
        message.recipient(),
        message.visitor(),
        message.subject(),
        message.body(),
        message.thread(),
        message.parent(),
        message.sentAt(),
        message.status().name().toLowerCase(Locale.ROOT),
        message.decidedBy(),
        message.decidedAt(),
        message.reason(),
        message.ratings().stream().map(ModerationView::toRatingView).toList());
  }

  private static RatingView toRatingView(AutoModeratorRating rating) {
    return new RatingView(rating.moderator(), rating.rating(), rating.reason());
  }
}
