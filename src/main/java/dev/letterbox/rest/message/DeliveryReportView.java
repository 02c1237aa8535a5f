package dev.letterbox.rest.message;

import dev.letterbox.api.DeliveryReport;
import jakarta.json.bind.annotation.JsonbPropertyOrder;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;

/** The delivery of a broadcast or notice; the id is null if nothing was stored. */
@JsonbPropertyOrder({"id", "delivered", "unknown", "inactive"})
public record DeliveryReportView(
    Long id, long delivered, List<String> unknown, List<String> inactive) {

  /** A 201 with the location of the message; a 200 if nothing was stored. */
  static Response toResponse(DeliveryReport report, UriInfo uri) {
    boolean stored = report.messageId().isPresent();
    Long id = stored ? report.messageId().getAsLong() : null;
    Response.ResponseBuilder response =
        stored ? Response.created(MessagesResource.locationOf(uri, id)) : Response.ok();
    return response
        .entity(new DeliveryReportView(id, report.delivered(), report.unknown(), report.inactive()))
        .build();
  }
}
