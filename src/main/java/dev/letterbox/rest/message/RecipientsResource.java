package dev.letterbox.rest.message;

import dev.letterbox.api.account.Roles;
import dev.letterbox.api.conversation.DraftService;
import dev.letterbox.rest.http.QueryParameters;
import dev.letterbox.rest.http.ResultsView;
import dev.letterbox.shared.text.ValidationErrors;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;

/** Search for users to whom the caller may write, for completion of a typed name. */
@Path("recipients")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.USER)
public class RecipientsResource {

  private static final int DEFAULT_LIMIT = 10;

  @EJB private DraftService drafts;
  @Context private SecurityContext security;
  @Context private UriInfo uri;

  @GET
  public ResultsView<RecipientView> find() {
    QueryParameters query = new QueryParameters(uri);
    String beginning = query.text("q", ValidationErrors.MAX_NAME_LENGTH).orElse("");
    int limit = query.nonNegativeInteger("limit").orElse(DEFAULT_LIMIT);
    if (!query.has("q")) {
      query.addError("q", "Give the beginning of a name.");
    }
    if (limit < 1 || limit > DraftService.MAX_SEARCH_RESULTS) {
      query.addError("limit", "Must be from 1 to " + DraftService.MAX_SEARCH_RESULTS + ".");
    }
    query.throwIfInvalid();
    String caller = security.getUserPrincipal().getName();
    return ResultsView.of(drafts.findRecipients(caller, beginning, limit), RecipientView::of);
  }
}
