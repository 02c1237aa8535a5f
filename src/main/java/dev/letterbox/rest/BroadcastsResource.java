package dev.letterbox.rest;

import dev.letterbox.api.Broadcast;
import dev.letterbox.api.DeliveryReport;
import dev.letterbox.api.MessageService;
import dev.letterbox.api.Roles;
import dev.letterbox.shared.Setting;
import dev.letterbox.shared.Settings;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;

/** One text for many users: broadcasts of the caller, and notices without a sender. */
@Path("")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.BROADCASTER)
public class BroadcastsResource {

  @EJB private MessageService messages;
  @Inject private Settings settings;
  @Context private SecurityContext security;
  @Context private UriInfo uri;

  /** Tells many users the same, in the caller's name. */
  @POST
  @Path("broadcasts")
  public Response broadcast(JsonBody body) {
    String caller = security.getUserPrincipal().getName();
    Broadcast broadcast =
        Bodies.broadcast(Bodies.needed(body), caller, settings.get(Setting.LEVEL_TAGS));
    return answer(messages.broadcast(broadcast));
  }

  /** Tells users something without a sender. */
  @POST
  @Path("notices")
  public Response notify(JsonBody body) {
    return answer(
        messages.notify(Bodies.notice(Bodies.needed(body), settings.get(Setting.LEVEL_TAGS))));
  }

  /** 201 with the place of the message; 200 when there was nobody to tell or nothing to store. */
  private Response answer(DeliveryReport report) {
    boolean stored = report.messageId().isPresent();
    Long id = stored ? report.messageId().getAsLong() : null;
    Response.ResponseBuilder response =
        stored ? Response.created(Ids.locationOf(uri, id)) : Response.ok();
    return response
        .entity(new DeliveryReportView(id, report.delivered(), report.unknown(), report.inactive()))
        .build();
  }
}
