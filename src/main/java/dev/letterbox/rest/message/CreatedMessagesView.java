package dev.letterbox.rest.message;

import dev.letterbox.api.Message;
import dev.letterbox.rest.http.PathIds;
import jakarta.json.bind.annotation.JsonbPropertyOrder;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** The messages that a request has written, one for each recipient, without the text just sent. */
public record CreatedMessagesView(List<CreatedMessageView> results) {

  /** A new message. */
  @JsonbPropertyOrder({
    "id",
    "recipient",
    "thread",
    "created",
    "moderationStatus",
    "moderationReason"
  })
  public record CreatedMessageView(
      long id,
      String recipient,
      long thread,
      Instant created,
      String moderationStatus,
      String moderationReason) {}

  static CreatedMessagesView of(List<Message> messages) {
    return new CreatedMessagesView(messages.stream().map(CreatedMessagesView::toView).toList());
  }

  /** That they were made; the first of them is where the answer points to. */
  static Response toResponse(List<Message> messages, UriInfo uri) {
    return Response.created(PathIds.locationOf(uri, messages.get(0).id()))
        .entity(CreatedMessagesView.of(messages))
        .build();
  }

  private static CreatedMessageView toView(Message message) {
    return new CreatedMessageView(
        message.id(),
        message.recipient(),
        message.thread(),
        message.sentAt(),
        message.moderationStatus().name().toLowerCase(Locale.ROOT),
        message.moderationReason());
  }
}
