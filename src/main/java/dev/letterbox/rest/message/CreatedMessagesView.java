package dev.letterbox.rest.message;

import dev.letterbox.api.Message;
import dev.letterbox.rest.http.PathIds;
import jakarta.json.bind.annotation.JsonbPropertyOrder;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** The created messages, one for each recipient, without subject and text. */
public record CreatedMessagesView(List<CreatedMessageView> results) {

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

  /** A 201 with the location of the first message. */
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
