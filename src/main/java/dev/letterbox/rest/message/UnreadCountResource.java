package dev.letterbox.rest.message;

import dev.letterbox.api.MailboxService;
import dev.letterbox.api.account.Roles;
import dev.letterbox.rest.http.EntityTags;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;

/** The number of unread messages; cheap enough for frequent polling. */
@Path("unread-count")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.USER)
public class UnreadCountResource {

  @EJB private MailboxService mailboxes;
  @Context private SecurityContext security;
  @Context private HttpHeaders headers;

  @GET
  public Response count() {
    String caller = security.getUserPrincipal().getName();
    UnreadCountView view = new UnreadCountView(mailboxes.unreadCount(caller));
    return EntityTags.conditionalResponse(headers, EntityTags.of(caller, view), () -> view);
  }

  public record UnreadCountView(long unreadCount) {}
}
