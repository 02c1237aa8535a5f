package dev.letterbox.rest.message;

import dev.letterbox.api.Message;
import dev.letterbox.api.MessageService;
import dev.letterbox.api.Reply;
import dev.letterbox.api.account.Roles;
import dev.letterbox.rest.http.PathIds;
import dev.letterbox.rest.http.idempotency.Idempotent;
import dev.letterbox.rest.http.json.JsonBody;
import dev.letterbox.rest.http.problem.RequestRefusedException;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;

/** Replies to messages that the caller received. */
@Path("messages/{id}/replies")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.USER)
public class RepliesResource {

  @EJB private MessageService messages;
  @Inject private UserRateLimiter limits;
  @Context private SecurityContext security;
  @Context private UriInfo uri;

  /** Replies to the sender of the message, with copies to other users. */
  @POST
  @Idempotent
  public Response reply(@PathParam("id") String id, JsonBody body) {
    String caller = security.getUserPrincipal().getName();
    Reply reply = read(JsonBody.require(body), PathIds.parse(id), caller);
    RequestRefusedException.throwIfWaiting(
        limits.tryAcquire(caller, reply.body(), 1 + reply.copies().size(), "copies"));
    List<Message> created = messages.reply(reply);
    return CreatedMessageView.toResponse(created, uri);
  }

  private static Reply read(JsonBody body, long parent, String sender) {
    Reply reply =
        Reply.to(parent)
            .by(sender)
            .subject(body.text("subject").orElse(null))
            .body(body.text("message").orElse(""))
            .copies(body.texts("copies").orElse(List.of()))
            .notifyRecipients(!body.flag("skip_notification").orElse(false))
            .autoArchive(body.flag("auto_archive").orElse(false))
            .autoDelete(body.flag("auto_delete").orElse(false))
            .asUser();
    body.throwIfInvalid();
    return reply;
  }
}
