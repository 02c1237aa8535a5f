package dev.letterbox.rest.message;

import dev.letterbox.api.MessageService;
import dev.letterbox.api.NewMessage;
import dev.letterbox.rest.http.AllowAnonymous;
import dev.letterbox.rest.http.json.JsonBody;
import dev.letterbox.rest.http.problem.RequestRefusedException;
import dev.letterbox.shared.config.Settings;
import dev.letterbox.shared.security.ClientAddress;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;

/** Messages of visitors, who need no account. */
@Path("visitors/messages")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class VisitorsResource {

  @EJB private MessageService messages;
  @Inject private VisitorRateLimiter limits;
  @Inject private Settings settings;
  @Context private HttpServletRequest request;

  /** Writes to one user; the response does not reveal whether the user can be written to. */
  @POST
  @AllowAnonymous
  public Response write(JsonBody body) {
    NewMessage message = read(JsonBody.require(body));
    RequestRefusedException.throwIfWaiting(
        limits.tryAcquire(ClientAddress.of(request, settings), message.visitor()));
    return Response.accepted(new ReceiptView(messages.write(message).get(0).sentAt())).build();
  }

  private static NewMessage read(JsonBody body) {
    NewMessage message =
        NewMessage.fromVisitor(body.text("email").orElse(""))
            .to(body.texts("recipients").orElse(List.of()))
            .subject(body.text("subject").orElse(null))
            .body(body.text("message").orElse(""));
    body.throwIfInvalid();
    return message;
  }

  /** Confirms the receipt of a message, without its outcome. */
  public record ReceiptView(Instant received) {}
}
