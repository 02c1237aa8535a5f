package dev.letterbox.rest.message;

import dev.letterbox.api.MessageService;
import dev.letterbox.api.Notice;
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
import jakarta.ws.rs.core.UriInfo;
import java.util.List;

/** Notices: messages to users without a sender. */
@Path("notices")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.BROADCASTER)
public class NoticesResource {

  @EJB private MessageService messages;
  @Inject private Settings settings;
  @Context private UriInfo uri;

  @POST
  @Idempotent
  public Response send(JsonBody body) {
    Notice notice = read(JsonBody.require(body), settings.get(Setting.LEVEL_TAGS));
    return DeliveryReportView.toResponse(messages.sendNotice(notice), uri);
  }

  private static Notice read(JsonBody body, LevelTags levelTags) {
    Notice notice =
        Notice.of(LevelField.read(body, levelTags), body.text("message").orElse(""))
            .to(body.texts("recipients").orElse(List.of()))
            .tags(body.texts("extra_tags").orElse(List.of()))
            .view(body.text("view").orElse(""))
            .notifyRecipients(!body.flag("skip_notification").orElse(false));
    body.throwIfInvalid();
    return notice;
  }
}
