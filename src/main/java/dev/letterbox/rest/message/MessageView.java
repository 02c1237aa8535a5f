package dev.letterbox.rest.message;

import dev.letterbox.api.Message;
import dev.letterbox.shared.text.EnumNames;
import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.time.Instant;
import java.util.List;

/** A message; fields that do not apply are null. */
@JsonbPropertyOrder({
  "id",
  "sender",
  "recipient",
  "visitor",
  "subject",
  "message",
  "messageTruncated",
  "level",
  "levelTag",
  "extraTags",
  "view",
  "thread",
  "parent",
  "messages",
  "created",
  "readAt",
  "repliedAt",
  "archived",
  "deletedAt",
  "withdrawnAt",
  "moderationStatus",
  "moderationReason"
})
public record MessageView(
    long id,
    String sender,
    String recipient,
    String visitor,
    String subject,
    String message,
    boolean messageTruncated,
    int level,
    String levelTag,
    List<String> extraTags,
    String view,
    long thread,
    Long parent,
    int messages,
    Instant created,
    Instant readAt,
    Instant repliedAt,
    boolean archived,
    Instant deletedAt,
    Instant withdrawnAt,
    String moderationStatus,
    String moderationReason) {

  public static MessageView of(Message message) {
    return new MessageView(
        message.id(),
        message.sender(),
        message.recipient(),
        message.visitor(),
        message.subject(),
        message.body(),
        message.bodyTruncated(),
        message.level(),
        message.levelTag(),
        message.tags(),
        message.view(),
        message.thread(),
        message.parent(),
        message.messageCount(),
        message.sentAt(),
        message.readAt(),
        message.repliedAt(),
        message.archived(),
        message.deletedAt(),
        message.withdrawnAt(),
        EnumNames.of(message.moderationStatus()),
        message.moderationReason());
  }
}
