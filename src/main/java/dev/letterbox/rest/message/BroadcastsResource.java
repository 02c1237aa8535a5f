package dev.letterbox.rest.message;

import dev.letterbox.api.Broadcast;
import dev.letterbox.api.MessageService;
import dev.letterbox.api.account.Roles;
import dev.letterbox.rest.http.idempotency.Idempotent;
import dev.letterbox.rest.http.json.JsonBody;
import dev.letterbox.shared.config.LevelTags;
import dev.letterbox.shared.config.Setting;
import dev.letterbox.shared.config.Settings;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
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
import java.util.List;

/** Broadcasts: one message to many users in the name of the caller. */
@Path("broadcasts")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.BROADCASTER)
public class BroadcastsResource {

  @EJB private MessageService messages;
  @Inject private Settings settings;
  @Context private SecurityContext security;
  @Context private UriInfo uri;

  @POST
  @Idempotent
  public Response broadcast(JsonBody body) {
    String caller = security.getUserPrincipal().getName();
    Broadcast broadcast = read(JsonBody.require(body), caller, settings.get(Setting.LEVEL_TAGS));
    return DeliveryReportView.toResponse(messages.broadcast(broadcast), uri);
  }

  private static Broadcast read(JsonBody body, String sender, LevelTags levelTags) {
    Broadcast broadcast =
        Broadcast.from(sender)
            .to(body.texts("recipients").orElse(List.of()))
            .subject(body.text("subject").orElse(null))
            .body(body.text("message").orElse(""))
            .level(LevelField.read(body, levelTags))
            .tags(body.texts("extra_tags").orElse(List.of()))
            .view(body.text("view").orElse(""))
            .notifyRecipients(!body.flag("skip_notification").orElse(false));
    body.throwIfInvalid();
    return broadcast;
  }
}
