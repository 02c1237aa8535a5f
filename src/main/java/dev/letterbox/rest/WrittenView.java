package dev.letterbox.rest;

import dev.letterbox.api.Message;
import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** The messages that a request has written, one for each recipient, without the text just sent. */
public record WrittenView(List<Written> results) {

  /** A new message. */
  @JsonbPropertyOrder({"id", "recipient", "thread", "created", "moderationStatus"})
  public record Written(
      long id, String recipient, long thread, Instant created, String moderationStatus) {}

  static WrittenView of(List<Message> messages) {
    return new WrittenView(messages.stream().map(WrittenView::written).toList());
  }

  private static Written written(Message message) {
    return new Written(
        message.id(),
        message.recipient(),
        message.thread(),
        message.sentAt(),
        message.moderationStatus().name().toLowerCase(Locale.ROOT));
  }
}
