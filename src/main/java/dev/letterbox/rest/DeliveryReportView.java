package dev.letterbox.rest;

import dev.letterbox.api.DeliveryReport;
import jakarta.json.bind.annotation.JsonbPropertyOrder;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;

/** Whom a broadcast or a notice reached; the id is null when nothing was stored. */
@JsonbPropertyOrder({"id", "delivered", "unknown", "inactive"})
public record DeliveryReportView(
    Long id, long delivered, List<String> unknown, List<String> inactive) {

  /** 201 with the place of the message; 200 when there was nobody to tell or nothing to store. */
  static Response answer(DeliveryReport report, UriInfo uri) {
    boolean stored = report.messageId().isPresent();
    Long id = stored ? report.messageId().getAsLong() : null;
    Response.ResponseBuilder response =
        stored ? Response.created(Ids.locationOf(uri, id)) : Response.ok();
    return response
        .entity(new DeliveryReportView(id, report.delivered(), report.unknown(), report.inactive()))
        .build();
  }
}
