package dev.letterbox.rest;

import dev.letterbox.api.DraftRequest;
import dev.letterbox.api.DraftService;
import dev.letterbox.api.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.OptionalLong;

/** A message or a reply for the caller to begin with. */
@Path("messages/draft")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.USER)
public class DraftResource {

  @EJB private DraftService drafts;
  @Context private SecurityContext security;
  @Context private UriInfo uri;

  @GET
  public DraftView draft() {
    Query query = new Query(uri);
    List<String> to = query.values("to");
    if (to.size() > DraftRequest.MAX_RECIPIENTS) {
      query.error("to", "Must be at most " + DraftRequest.MAX_RECIPIENTS + ".");
    }
    OptionalLong replyTo = query.id("reply_to", "a message");
    DraftRequest request =
        new DraftRequest(
            security.getUserPrincipal().getName(),
            to,
            query.raw("subject").orElse(null),
            query.raw("message").orElse(""),
            replyTo.isPresent() ? replyTo.getAsLong() : null,
            query.flag("quick").orElse(false));
    query.finish();
    return DraftView.of(drafts.draft(request));
  }
}
