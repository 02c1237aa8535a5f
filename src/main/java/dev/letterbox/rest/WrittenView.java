package dev.letterbox.rest;

import dev.letterbox.api.Message;
import jakarta.json.bind.annotation.JsonbPropertyOrder;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** The messages that a request has written, one for each recipient, without the text just sent. */
public record WrittenView(List<Written> results) {

  /** A new message. */
  @JsonbPropertyOrder({
    "id",
    "recipient",
    "thread",
    "created",
    "moderationStatus",
    "moderationReason"
  })
  public record Written(
      long id,
      String recipient,
      long thread,
      Instant created,
      String moderationStatus,
      String moderationReason) {}

  static WrittenView of(List<Message> messages) {
    return new WrittenView(messages.stream().map(WrittenView::written).toList());
  }

  /** That they were made; the first of them is where the answer points to. */
  static Response answer(List<Message> messages, UriInfo uri) {
    return Response.created(Ids.locationOf(uri, messages.get(0).id()))
        .entity(WrittenView.of(messages))
        .build();
  }

  private static Written written(Message message) {
    return new Written(
        message.id(),
        message.recipient(),
        message.thread(),
        message.sentAt(),
        message.moderationStatus().name().toLowerCase(Locale.ROOT),
        message.moderationReason());
  }
}
