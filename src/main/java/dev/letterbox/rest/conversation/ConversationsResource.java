package dev.letterbox.rest.conversation;

import dev.letterbox.api.account.Roles;
import dev.letterbox.api.conversation.ConversationRequest;
import dev.letterbox.api.conversation.ConversationService;
import dev.letterbox.rest.http.EntityTags;
import dev.letterbox.rest.http.PathIds;
import dev.letterbox.rest.http.AnonymousResponse;
import dev.letterbox.rest.message.ListDefaults;
import dev.letterbox.rest.http.PageLinks;
import dev.letterbox.rest.http.PageView;
import dev.letterbox.shared.config.Settings;
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

/** The conversations of the caller. */
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

  /** A page of a conversation, oldest first by default; marks its messages as read. */
  @GET
  @Path("{id}")
  @AnonymousResponse(AnonymousResponse.EmptyResponse.NOT_FOUND)
  @Produces(MediaType.APPLICATION_JSON)
  public Response open(@PathParam("id") String id) {
    ConversationRequest conversationRequest =
        ConversationParameters.parse(
            uri,
            ConversationRequest.of(caller(), PathIds.parse(id)),
            ListDefaults.of(settings),
            conversations::check);
    PageView view =
        PageView.of(
            conversations.open(
                isHead() ? conversationRequest.withoutMarkingRead() : conversationRequest),
            new PageLinks(uri, conversationRequest.limit()));
    return EntityTags.conditionalResponse(
        headers, PageView.entityTag(view, caller(), uri.getRequestUri()), () -> view);
  }

  /** HEAD marks nothing as read. */
  private boolean isHead() {
    return HttpMethod.HEAD.equals(request.getMethod());
  }

  private String caller() {
    return security.getUserPrincipal().getName();
  }
}
