package dev.letterbox.rest.admin;

import dev.letterbox.api.account.Roles;
import dev.letterbox.api.notification.OutboxRequest;
import dev.letterbox.api.notification.OutboxService;
import dev.letterbox.api.notification.OutboxState;
import dev.letterbox.rest.http.json.JsonBody;
import dev.letterbox.rest.http.PathIds;
import dev.letterbox.rest.http.QueryParameters;
import dev.letterbox.rest.http.RequestBodies;
import dev.letterbox.rest.message.ListDefaults;
import dev.letterbox.rest.message.MessageListParameters;
import dev.letterbox.rest.http.PageLinks;
import dev.letterbox.shared.config.Settings;
import dev.letterbox.shared.text.ValidationErrors;
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

/** Undelivered notifications, for administrators. */
@Path("outbox")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.ADMIN)
public class OutboxResource {

  @EJB private OutboxService outbox;
  @Inject private Settings settings;
  @Context private UriInfo uri;

  /** A page of entries ordered by id, by default of dead ones. */
  @GET
  public OutboxPageView page() {
    QueryParameters query = new QueryParameters(uri);
    OutboxRequest request =
        new OutboxRequest(
            query.enumValue("state", OutboxState.class).orElse(OutboxState.DEAD),
            query.text("channel", ValidationErrors.MAX_NAME_LENGTH).orElse(null),
            query.id("cursor", "an entry").orElse(0),
            MessageListParameters.limit(query, ListDefaults.of(settings)));
    query.throwIfInvalid();
    return OutboxPageView.of(outbox.page(request), new PageLinks(uri, request.limit()));
  }

  /** Schedules an entry for a retry. */
  @POST
  @Path("{id}/replay")
  public void replay(@PathParam("id") String id) {
    outbox.replay(PathIds.parse(id));
  }

  /** Schedules all dead entries, or those of one channel, for a retry. */
  @POST
  @Path("replay")
  @Consumes(MediaType.APPLICATION_JSON)
  public ReplayedView replayDead(JsonBody body) {
    JsonBody fields = RequestBodies.requireBody(body);
    String channel = fields.text("channel").orElse(null);
    fields.throwIfInvalid();
    return new ReplayedView(outbox.replayDead(channel));
  }

  @DELETE
  @Path("{id}")
  public void drop(@PathParam("id") String id) {
    outbox.drop(PathIds.parse(id));
  }
}
