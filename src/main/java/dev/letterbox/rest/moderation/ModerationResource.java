package dev.letterbox.rest.moderation;

import dev.letterbox.api.account.Roles;
import dev.letterbox.api.moderation.ModeratedMessage;
import dev.letterbox.api.moderation.ModerationService;
import dev.letterbox.rest.http.idempotency.Idempotent;
import dev.letterbox.rest.http.json.JsonBody;
import dev.letterbox.rest.http.PathIds;
import dev.letterbox.rest.http.RequestBodies;
import dev.letterbox.rest.message.ListDefaults;
import dev.letterbox.shared.config.Settings;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;

/** The moderation queue, for moderators. */
@Path("moderation")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.MODERATOR)
public class ModerationResource {

  @EJB private ModerationService moderation;
  @Inject private Settings settings;
  @Context private SecurityContext security;
  @Context private UriInfo uri;

  /** A page of the queue; by default of pending messages, oldest first. */
  @GET
  public ModerationPageView page() {
    ModerationParameters parameters =
        new ModerationParameters(uri, ListDefaults.of(settings), moderation::check);
    return parameters.view(moderation.page(parameters.request()));
  }

  /** One message with its ratings by auto-moderators. */
  @GET
  @Path("{id}")
  public ModerationView get(@PathParam("id") String id) {
    return ModerationView.of(moderation.get(PathIds.parse(id)));
  }

  /** Delivers a pending message. */
  @POST
  @Path("{id}/accept")
  @Idempotent
  public Response accept(@PathParam("id") String id) {
    return toResponse(moderation.accept(caller(), PathIds.parse(id)));
  }

  /** Rejects a pending message. */
  @POST
  @Path("{id}/reject")
  @Idempotent
  @Consumes(MediaType.APPLICATION_JSON)
  public Response reject(@PathParam("id") String id, JsonBody body) {
    JsonBody fields = RequestBodies.requireBody(body);
    String reason = fields.text("reason").orElse(null);
    fields.throwIfInvalid();
    return toResponse(moderation.reject(caller(), PathIds.parse(id), reason));
  }

  /** Makes a decided message pending again. */
  @POST
  @Path("{id}/take-back")
  @Idempotent
  public Response takeBack(@PathParam("id") String id) {
    return toResponse(moderation.takeBack(caller(), PathIds.parse(id)));
  }

  private static Response toResponse(ModeratedMessage message) {
    return Response.ok(ModerationView.of(message)).build();
  }

  private String caller() {
    return security.getUserPrincipal().getName();
  }
}
