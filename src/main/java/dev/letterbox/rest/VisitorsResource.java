package dev.letterbox.rest;

import dev.letterbox.api.MessageService;
import dev.letterbox.api.NewMessage;
import dev.letterbox.shared.Settings;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** What people write who have no account. */
@Path("visitors/messages")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class VisitorsResource {

  @EJB private MessageService messages;
  @Inject private VisitorLimits limits;
  @Inject private Settings settings;
  @Context private HttpServletRequest request;

  /** Takes a message to one user in; the answer is the same whether he can be written to or not. */
  @POST
  @ForEverybody
  public Response write(JsonBody body) {
    NewMessage message = Bodies.visitorMessage(Bodies.needed(body));
    long wait = limits.secondsToWait(ClientAddress.of(request, settings), message.visitor());
    if (wait > 0) {
      throw RefusedException.tooMany(wait, "Too many messages. Try again later.");
    }
    return Response.accepted(new ReceivedView(messages.write(message).get(0).sentAt())).build();
  }
}
