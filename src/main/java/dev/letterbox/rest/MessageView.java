package dev.letterbox.rest;

import dev.letterbox.api.Message;
import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** A message as JSON; what does not apply to it is null. */
@JsonbPropertyOrder({
  "id",
  "sender",
  "recipient",
  "subject",
  "message",
  "level",
  "levelTag",
  "extraTags",
  "view",
  "thread",
  "created",
  "readAt",
  "repliedAt",
  "archived",
  "deletedAt",
  "moderationStatus"
})
public record MessageView(
    long id,
    String sender,
    String recipient,
    String subject,
    String message,
    int level,
    String levelTag,
    List<String> extraTags,
    String view,
    long thread,
    Instant created,
    Instant readAt,
    Instant repliedAt,
    boolean archived,
    Instant deletedAt,
    String moderationStatus) {

  static MessageView of(Message message) {
    return new MessageView(
        message.id(),
        message.sender(),
        message.recipient(),
        message.subject(),
        message.body(),
        message.level(),
        message.levelTag(),
        message.tags(),
        message.view(),
        message.thread(),
        message.sentAt(),
        message.readAt(),
        message.repliedAt(),
        message.archived(),
        message.deletedAt(),
        message.moderationStatus().name().toLowerCase(Locale.ROOT));
  }
}
