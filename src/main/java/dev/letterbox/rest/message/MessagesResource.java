package dev.letterbox.rest.message;

import dev.letterbox.api.ActionTargets;
import dev.letterbox.api.MailboxAction;
import dev.letterbox.api.MailboxService;
import dev.letterbox.api.Message;
import dev.letterbox.api.MessageService;
import dev.letterbox.api.UnreadSummary;
import dev.letterbox.api.account.Roles;
import dev.letterbox.rest.http.EntityTags;
import dev.letterbox.rest.http.Idempotent;
import dev.letterbox.rest.http.JsonBody;
import dev.letterbox.rest.http.PathIds;
import dev.letterbox.rest.http.QueryParameters;
import dev.letterbox.rest.http.RequestBodies;
import dev.letterbox.shared.config.Setting;
import dev.letterbox.shared.config.Settings;
import dev.letterbox.shared.security.CurrentSession;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;

/**
 * The caller's own messages.
 *
 * <p>An application in the same WAR can mount a class that extends this one at a path of its own,
 * and give it other {@link #defaults} and another role. Such a class states its {@code @Path},
 * {@code @RequestScoped} and {@code @RolesAllowed}; what is annotated here on methods it inherits.
 */
@Path("messages")
@RequestScoped
@RolesAllowed(Roles.USER)
public class MessagesResource {

  @EJB private MailboxService mailboxes;
  @EJB private MessageService messages;
  @Inject private Settings settings;
  @Inject private CurrentSession session;
  @Context private SecurityContext security;
  @Context private UriInfo uri;
  @Context private HttpHeaders headers;
  @Context private HttpServletRequest request;

  /**
   * What the list does when the request does not say otherwise; the filter holds for the list and
   * for peek. The settings, unless a subclass says something else.
   */
  protected ListDefaults defaults() {
    return ListDefaults.of(settings);
  }

  /** A page of a folder, of the inbox unless told otherwise, newest first unless told otherwise. */
  @GET
  @AnonymousResponse(AnonymousResponse.EmptyResponse.EMPTY_PAGE)
  @Produces(MediaType.APPLICATION_JSON)
  public Response page() {
    ListDefaults defaults = defaults();
    MessageListParameters parameters =
        new MessageListParameters(
            uri, caller(), defaults, settings.get(Setting.LEVEL_TAGS), mailboxes::check);
    return parameters.isInbox() ? inboxResponse(parameters, defaults) : folderResponse(parameters);
  }

  /** As long as the version of the mailbox is the same, so is the answer. */
  private Response inboxResponse(MessageListParameters parameters, ListDefaults defaults) {
    EntityTag tag =
        EntityTags.of(
            caller(),
            mailboxes.version(caller()),
            session.id(),
            settings.get(Setting.SESSION_NOTICES_ENABLED),
            uri.getRequestUri(),
            defaults,
            settings.get(Setting.LEVEL_TAGS));
    return EntityTags.conditionalResponse(headers, tag, () -> readPage(parameters));
  }

  private Response folderResponse(MessageListParameters parameters) {
    PageView view = readPage(parameters);
    return EntityTags.conditionalResponse(
        headers, PageView.entityTag(view, caller(), uri.getRequestUri()), () -> view);
  }

  private PageView readPage(MessageListParameters parameters) {
    boolean markRead = parameters.markRead() && !isHead();
    return parameters.view(mailboxes.page(parameters.request().markRead(markRead)));
  }

  /** What waits in the inbox. Marks nothing. */
  @GET
  @Path("peek")
  @AnonymousResponse(AnonymousResponse.EmptyResponse.EMPTY_SUMMARY)
  @Produces(MediaType.APPLICATION_JSON)
  public Response peek() {
    UnreadSummary summary = mailboxes.summary(caller(), defaults().filter());
    SummaryView view = SummaryView.of(summary);
    return EntityTags.conditionalResponse(headers, EntityTags.of(caller(), view), () -> view);
  }

  /** One message. */
  @GET
  @Path("{id}")
  @AnonymousResponse(AnonymousResponse.EmptyResponse.NOT_FOUND)
  @Produces(MediaType.APPLICATION_JSON)
  public MessageView open(@PathParam("id") String id) {
    long messageId = PathIds.messageId(id);
    QueryParameters query = new QueryParameters(uri);
    boolean markRead = query.flag("mark_read").orElse(defaults().markRead()) && !isHead();
    query.throwIfInvalid();
    return MessageView.of(
        markRead ? mailboxes.open(caller(), messageId) : mailboxes.get(caller(), messageId));
  }

  /** A message that the caller received becomes read. */
  @POST
  @Path("{id}/read")
  @AnonymousResponse(AnonymousResponse.EmptyResponse.NOT_FOUND)
  @Produces(MediaType.APPLICATION_JSON)
  public void markRead(@PathParam("id") String id) {
    mailboxes.markRead(caller(), PathIds.messageId(id));
  }

  /** A message that the caller received becomes unread again. */
  @POST
  @Path("{id}/unread")
  @AnonymousResponse(AnonymousResponse.EmptyResponse.NOT_FOUND)
  @Produces(MediaType.APPLICATION_JSON)
  public void markUnread(@PathParam("id") String id) {
    mailboxes.markUnread(caller(), PathIds.messageId(id));
  }

  /** The caller's side of a message goes into the archives. */
  @POST
  @Path("{id}/archive")
  @Produces(MediaType.APPLICATION_JSON)
  public void archive(@PathParam("id") String id) {
    mailboxes.archive(caller(), PathIds.messageId(id));
  }

  /** The caller's side of a message comes out of the trash, or else out of the archives. */
  @POST
  @Idempotent
  @Path("{id}/restore")
  @Produces(MediaType.APPLICATION_JSON)
  public void restore(@PathParam("id") String id) {
    mailboxes.restore(caller(), PathIds.messageId(id));
  }

  /** Takes back a message that the caller sent. */
  @POST
  @Path("{id}/withdraw")
  @Produces(MediaType.APPLICATION_JSON)
  public void withdraw(@PathParam("id") String id) {
    messages.withdraw(caller(), PathIds.messageId(id));
  }

  /** Does something with several messages and conversations, or with none of them. */
  @POST
  @Idempotent
  @Path("actions")
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaType.APPLICATION_JSON)
  public void act(JsonBody body) {
    JsonBody fields = RequestBodies.requireBody(body);
    MailboxAction action = fields.requiredEnum("action", MailboxAction.class);
    ActionTargets targets = new ActionTargets(fields.ids("ids"), fields.ids("threads"));
    fields.throwIfInvalid();
    mailboxes.act(caller(), action, targets);
  }

  /** All messages of the inbox up to an id become read; what arrived later stays unread. */
  @POST
  @Path("read")
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaType.APPLICATION_JSON)
  public MarkReadResultView markReadUpTo(JsonBody body) {
    JsonBody fields = RequestBodies.requireBody(body);
    long lastId = fields.id("up_to");
    fields.throwIfInvalid();
    return new MarkReadResultView(mailboxes.markReadUpTo(caller(), lastId, defaults().filter()));
  }

  /** Deletes the caller's side of a message. */
  @DELETE
  @Path("{id}")
  @AnonymousResponse(AnonymousResponse.EmptyResponse.NOT_FOUND)
  @Produces(MediaType.APPLICATION_JSON)
  public void delete(@PathParam("id") String id) {
    mailboxes.delete(caller(), PathIds.messageId(id));
  }

  /** Writes a message to each recipient. */
  @POST
  @Idempotent
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaType.APPLICATION_JSON)
  public Response write(JsonBody body) {
    List<Message> created =
        messages.write(RequestBodies.message(RequestBodies.requireBody(body), caller()));
    return CreatedMessagesView.toResponse(created, uri);
  }

  /** A HEAD shows nobody anything. (JAX-RS may say GET where it answers a HEAD with one.) */
  private boolean isHead() {
    return HttpMethod.HEAD.equals(request.getMethod());
  }

  private String caller() {
    return security.getUserPrincipal().getName();
  }
}
