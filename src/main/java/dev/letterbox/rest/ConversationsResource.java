package dev.letterbox.rest;

import dev.letterbox.api.ConversationRequest;
import dev.letterbox.api.ConversationService;
import dev.letterbox.api.Roles;
import dev.letterbox.shared.Settings;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;

/** The caller's own conversations. */
@Path("conversations")
@RequestScoped
@RolesAllowed(Roles.USER)
public class ConversationsResource {

  @EJB private ConversationService conversations;
  @Inject private Settings settings;
  @Context private SecurityContext security;
  @Context private UriInfo uri;
  @Context private HttpHeaders headers;
  @Context private HttpServletRequest request;

  /** A page of a conversation, oldest first unless told otherwise; what is shown becomes read. */
  @GET
  @Path("{id}")
  @ForAnonymous(ForAnonymous.Nothing.NOT_FOUND)
  @Produces(MediaType.APPLICATION_JSON)
  public Response open(@PathParam("id") String id) {
    ConversationRequest asked =
        ConversationParameters.of(
            uri,
            ConversationRequest.of(caller(), Ids.messageId(id)),
            Defaults.of(settings),
            conversations::check);
    PageView view =
        PageView.of(
            conversations.open(isHead() ? asked.withoutMarkingRead() : asked),
            new Links(uri, asked.limit()));
    return EntityTags.answer(
        headers, PageView.tagOf(view, caller(), uri.getRequestUri()), () -> view);
  }

  /** A HEAD shows nobody anything. */
  private boolean isHead() {
    return HttpMethod.HEAD.equals(request.getMethod());
  }

  private String caller() {
    return security.getUserPrincipal().getName();
  }
}
