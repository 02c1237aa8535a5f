package dev.letterbox.rest.message;

import dev.letterbox.api.DeliveryReport;
import dev.letterbox.rest.http.PathIds;
import jakarta.json.bind.annotation.JsonbPropertyOrder;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;

/** Whom a broadcast or a notice reached; the id is null when nothing was stored. */
@JsonbPropertyOrder({"id", "delivered", "unknown", "inactive"})
public record DeliveryReportView(
    Long id, long delivered, List<String> unknown, List<String> inactive) {

  /** 201 with the place of the message; 200 when there was nobody to tell or nothing to store. */
  static Response toResponse(DeliveryReport report, UriInfo uri) {
    boolean stored = report.messageId().isPresent();
    Long id = stored ? report.messageId().getAsLong() : null;
    Response.ResponseBuilder response =
        stored ? Response.created(PathIds.locationOf(uri, id)) : Response.ok();
    return response
        .entity(new DeliveryReportView(id, report.delivered(), report.unknown(), report.inactive()))
        .build();
  }
}
