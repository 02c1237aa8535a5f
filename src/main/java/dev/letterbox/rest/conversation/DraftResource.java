package dev.letterbox.rest.conversation;

import dev.letterbox.api.account.Roles;
import dev.letterbox.api.conversation.DraftMessage;
import dev.letterbox.api.conversation.DraftRequest;
import dev.letterbox.api.conversation.DraftService;
import dev.letterbox.rest.http.QueryParameters;
import dev.letterbox.rest.message.RecipientView;
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
import java.util.List;
import java.util.OptionalLong;

/** Prefilled fields for a new message or a reply. */
@Path("messages/draft")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.USER)
public class DraftResource {

  @EJB private DraftService drafts;
  @Context private SecurityContext security;
  @Context private UriInfo uri;

  @GET
  public DraftView draft() {
    QueryParameters query = new QueryParameters(uri);
    List<String> to = query.values("to");
    if (to.size() > DraftRequest.MAX_RECIPIENTS) {
      query.addError("to", "Must be at most " + DraftRequest.MAX_RECIPIENTS + ".");
    }
    OptionalLong replyTo = query.id("reply_to", "a message");
    DraftRequest request =
        DraftRequest.by(security.getUserPrincipal().getName())
            .to(to)
            .subject(query.singleValue("subject").orElse(null))
            .body(query.singleValue("message").orElse(""))
            .quickReply(query.flag("quick").orElse(false));
    query.throwIfInvalid();
    return DraftView.of(
        drafts.draft(replyTo.isPresent() ? request.replyingTo(replyTo.getAsLong()) : request));
  }

  public record DraftView(
      Long replyTo,
      List<RecipientView> recipients,
      List<RecipientView> copies,
      String visitor,
      String subject,
      String message,
      List<String> problems) {

    static DraftView of(DraftMessage draft) {
      return new DraftView(
          draft.replyTo(),
          draft.recipients().stream().map(RecipientView::of).toList(),
          draft.copies().stream().map(RecipientView::of).toList(),
          draft.visitor(),
          draft.subject(),
          draft.body(),
          draft.problems());
    }
  }
}
