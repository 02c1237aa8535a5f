package dev.letterbox.rest;

import dev.letterbox.api.OutboxRequest;
import dev.letterbox.api.OutboxService;
import dev.letterbox.api.OutboxState;
import dev.letterbox.api.Roles;
import dev.letterbox.shared.InputErrors;
import dev.letterbox.shared.Settings;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;

/** What channels have not told yet, for administrators. */
@Path("outbox")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.ADMIN)
public class OutboxResource {

  @EJB private OutboxService outbox;
  @Inject private Settings settings;
  @Context private UriInfo uri;

  /** Some entries by id, dead ones unless others are asked for. */
  @GET
  public OutboxPageView page() {
    Query query = new Query(uri);
    OutboxRequest request =
        new OutboxRequest(
            query.choice("state", OutboxState.class).orElse(OutboxState.DEAD),
            query.text("channel", InputErrors.MAX_NAME).orElse(null),
            query.id("cursor", "an entry").orElse(0),
            ListParameters.limit(query, Defaults.of(settings)));
    query.finish();
    return OutboxPageView.of(outbox.page(request), new Links(uri, request.limit()));
  }

  /** Has an entry tried again. */
  @POST
  @Path("{id}/replay")
  public void replay(@PathParam("id") String id) {
    outbox.replay(Ids.outboxEntryId(id));
  }

  /** Has all dead entries, or those of a channel, tried again. */
  @POST
  @Path("replay")
  @Consumes(MediaType.APPLICATION_JSON)
  public ReplayedView replayDead(JsonBody body) {
    JsonBody fields = Bodies.needed(body);
    String channel = fields.text("channel").orElse(null);
    fields.finish();
    return new ReplayedView(outbox.replayDead(channel));
  }

  @DELETE
  @Path("{id}")
  public void drop(@PathParam("id") String id) {
    outbox.drop(Ids.outboxEntryId(id));
  }
}
