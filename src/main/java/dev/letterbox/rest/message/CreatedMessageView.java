package dev.letterbox.rest.message;

import dev.letterbox.api.Message;
import dev.letterbox.rest.http.ResultsView;
import dev.letterbox.shared.text.EnumNames;
import jakarta.json.bind.annotation.JsonbPropertyOrder;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.util.List;

/** A created message for one recipient, without subject and text. */
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
    String moderationReason) {

  /** A 201 with the location of the first message. */
  static Response toResponse(List<Message> messages, UriInfo uri) {
    return Response.created(MessagesResource.locationOf(uri, messages.get(0).id()))
        .entity(of(messages))
        .build();
  }

  private static ResultsView<CreatedMessageView> of(List<Message> messages) {
    return ResultsView.of(messages, CreatedMessageView::of);
  }

  private static CreatedMessageView of(Message message) {
    return new CreatedMessageView(
        message.id(),
        message.recipient(),
        message.thread(),
        message.sentAt(),
        EnumNames.of(message.moderationStatus()),
        message.moderationReason());
  }
}
