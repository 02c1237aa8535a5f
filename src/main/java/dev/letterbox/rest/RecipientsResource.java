package dev.letterbox.rest;

import dev.letterbox.api.MessageService;
import dev.letterbox.api.Roles;
import dev.letterbox.shared.InputErrors;
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

/** Whom the caller may write to, asked while a name is typed. */
@Path("recipients")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.USER)
public class RecipientsResource {

  private static final int LIMIT = 10;

  @EJB private MessageService messages;
  @Context private SecurityContext security;
  @Context private UriInfo uri;

  @GET
  public RecipientsView find() {
    Query query = new Query(uri);
    String beginning = query.text("q", InputErrors.MAX_NAME).orElse("");
    int limit = query.count("limit").orElse(LIMIT);
    if (!query.has("q")) {
      query.error("q", "Give the beginning of a name.");
    }
    if (limit < 1 || limit > MessageService.MAX_FOUND) {
      query.error("limit", "Must be from 1 to " + MessageService.MAX_FOUND + ".");
    }
    query.finish();
    String caller = security.getUserPrincipal().getName();
    return RecipientsView.of(messages.findRecipients(caller, beginning, limit));
  }
}
