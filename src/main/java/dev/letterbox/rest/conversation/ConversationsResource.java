package dev.letterbox.rest.conversation;

import dev.letterbox.api.Message;
import dev.letterbox.api.Page;
import dev.letterbox.api.PageRequest.MessageOrder;
import dev.letterbox.api.account.Roles;
import dev.letterbox.api.conversation.ConversationRequest;
import dev.letterbox.api.conversation.ConversationService;
import dev.letterbox.rest.http.AnonymousResponse;
import dev.letterbox.rest.http.EntityTags;
import dev.letterbox.rest.http.PageDefaults;
import dev.letterbox.rest.http.PageParameters;
import dev.letterbox.rest.http.PageView;
import dev.letterbox.rest.http.PathIds;
import dev.letterbox.rest.http.QueryParameters;
import dev.letterbox.rest.message.MessageView;
import dev.letterbox.rest.message.OrderingParameter;
import dev.letterbox.shared.config.Setting;
import dev.letterbox.shared.config.Settings;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
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
import java.util.List;

/** The conversations of the caller. */
@Path("conversations")
@ApplicationScoped
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
  @AnonymousResponse
  @Produces(MediaType.APPLICATION_JSON)
  public Response open(@PathParam("id") String id) {
    QueryParameters query = new QueryParameters(uri);
    ConversationRequest firstPage = ConversationRequest.of(caller(), PathIds.parse(id));
    PageParameters page = PageParameters.parseByCursor(query, PageDefaults.of(settings));
    ConversationRequest conversationRequest = read(query, firstPage, page);
    Page<Message> shown = conversations.open(conversationRequest);
    PageView<MessageView> view =
        page.view(
            uri,
            shown.count(),
            shown.next(),
            shown.previous(),
            shown.results().stream().map(MessageView::of).toList());
    return EntityTags.conditionalResponse(
        headers, PageView.entityTag(view, caller(), uri.getRequestUri()), () -> view);
  }

  private ConversationRequest read(
      QueryParameters query, ConversationRequest firstPage, PageParameters page) {
    List<MessageOrder> order = OrderingParameter.parseSentAtOnly(query);
    ConversationRequest position =
        firstPage
            .newestFirst(order.stream().anyMatch(MessageOrder::descending))
            .cursor(page.cursor().orElseThrow());
    boolean markRead = query.flag("mark_read").orElse(settings.get(Setting.MARK_READ));
    if (query.areValid("ordering", "cursor")) {
      query.collectErrors(() -> conversations.validate(position));
    }
    query.throwIfInvalid();
    return position.limit(page.limit()).counted(page.counted()).markRead(markRead && !isHead());
  }

  /** HEAD marks nothing as read. */
  private boolean isHead() {
    return HttpMethod.HEAD.equals(request.getMethod());
  }

  private String caller() {
    return security.getUserPrincipal().getName();
  }
}
