package dev.letterbox.rest.message;

import dev.letterbox.api.ActionTargets;
import dev.letterbox.api.MailboxAction;
import dev.letterbox.api.MailboxService;
import dev.letterbox.api.Message;
import dev.letterbox.api.MessageService;
import dev.letterbox.api.NewMessage;
import dev.letterbox.api.Page;
import dev.letterbox.api.UnreadSummary;
import dev.letterbox.api.account.Roles;
import dev.letterbox.rest.http.AnonymousResponse;
import dev.letterbox.rest.http.EntityTags;
import dev.letterbox.rest.http.PageView;
import dev.letterbox.rest.http.PathIds;
import dev.letterbox.rest.http.QueryParameters;
import dev.letterbox.rest.http.idempotency.Idempotent;
import dev.letterbox.rest.http.json.JsonBody;
import dev.letterbox.rest.http.problem.RequestRefusedException;
import dev.letterbox.shared.config.Setting;
import dev.letterbox.shared.config.Settings;
import dev.letterbox.shared.security.CurrentSession;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.bind.annotation.JsonbPropertyOrder;
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
import java.net.URI;
import java.util.List;

/**
 * The messages of the caller.
 *
 * <p>An application in the same WAR can mount a subclass at another path, with other {@link
 * #defaults} and another role. It declares its own {@code @Path}, {@code @ApplicationScoped} and
 * {@code @RolesAllowed}; it inherits the annotations of methods.
 */
@Path("messages")
@ApplicationScoped
@RolesAllowed(Roles.USER)
public class MessagesResource {

  private static final String EMPTY_PAGE =
      "{\"count\":0,\"next\":null,\"previous\":null,\"results\":[]}";
  private static final String EMPTY_SUMMARY =
      "{\"count\":0,\"max_level\":null,\"max_level_tag\":\"\"}";

  @EJB private MailboxService mailboxes;
  @EJB private MessageService messages;
  @Inject private UserRateLimiter limits;
  @Inject private Settings settings;
  @Inject private CurrentSession session;
  @Context private SecurityContext security;
  @Context private UriInfo uri;
  @Context private HttpHeaders headers;
  @Context private HttpServletRequest request;

  /**
   * The defaults of the list; the filter also applies to {@link #peek}. Those of the settings
   * unless a subclass overrides this method.
   */
  protected ListDefaults defaults() {
    return ListDefaults.of(settings);
  }

  /** A page of a folder; by default of the inbox, newest first. */
  @GET
  @AnonymousResponse(json = EMPTY_PAGE)
  @Produces(MediaType.APPLICATION_JSON)
  public Response page() {
    ListDefaults defaults = defaults();
    MessageListParameters parameters =
        new MessageListParameters(
            uri, caller(), defaults, settings.get(Setting.LEVEL_TAGS), mailboxes::validate);
    return parameters.isInbox() ? inboxResponse(parameters, defaults) : folderResponse(parameters);
  }

  /** The response changes only with the version of the mailbox, which is read before the page. */
  private Response inboxResponse(MessageListParameters parameters, ListDefaults defaults) {
    return EntityTags.notModified(headers, () -> inboxTag(mailboxes.version(caller()), defaults))
        .orElseGet(
            () -> {
              Page<Message> page = readPage(parameters, true);
              return Response.ok(parameters.view(page))
                  .tag(inboxTag(page.version().orElseThrow(), defaults))
                  .build();
            });
  }

  private EntityTag inboxTag(long version, ListDefaults defaults) {
    return EntityTags.of(
        caller(),
        version,
        session.id(),
        settings.get(Setting.SESSION_NOTICES_ENABLED),
        uri.getRequestUri(),
        defaults.filter(),
        defaults.page(),
        defaults.markRead(),
        settings.get(Setting.LEVEL_TAGS));
  }

  private Response folderResponse(MessageListParameters parameters) {
    PageView<MessageView> view = parameters.view(readPage(parameters, false));
    return EntityTags.conditionalResponse(
        headers, PageView.entityTag(view, caller(), uri.getRequestUri()), () -> view);
  }

  private Page<Message> readPage(MessageListParameters parameters, boolean versioned) {
    boolean markRead = parameters.markRead() && !isHead();
    return mailboxes.page(parameters.request().markRead(markRead).versioned(versioned));
  }

  /** Summary of the unread messages; marks nothing as read. */
  @GET
  @Path("peek")
  @AnonymousResponse(json = EMPTY_SUMMARY)
  @Produces(MediaType.APPLICATION_JSON)
  public Response peek() {
    UnreadSummary summary = mailboxes.summary(caller(), defaults().filter());
    SummaryView view = SummaryView.of(summary);
    return EntityTags.conditionalResponse(headers, EntityTags.of(caller(), view), () -> view);
  }

  /** One message; marks it as read by default. */
  @GET
  @Path("{id}")
  @AnonymousResponse
  @Produces(MediaType.APPLICATION_JSON)
  public MessageView open(@PathParam("id") String id) {
    long messageId = PathIds.parse(id);
    QueryParameters query = new QueryParameters(uri);
    boolean markRead = query.flag("mark_read").orElse(defaults().markRead()) && !isHead();
    query.throwIfInvalid();
    return MessageView.of(
        markRead ? mailboxes.open(caller(), messageId) : mailboxes.get(caller(), messageId));
  }

  /** Marks a received message as read. */
  @POST
  @Path("{id}/read")
  @AnonymousResponse
  @Produces(MediaType.APPLICATION_JSON)
  public void markRead(@PathParam("id") String id) {
    mailboxes.markRead(caller(), PathIds.parse(id));
  }

  /** Marks a received message as unread. */
  @POST
  @Path("{id}/unread")
  @AnonymousResponse
  @Produces(MediaType.APPLICATION_JSON)
  public void markUnread(@PathParam("id") String id) {
    mailboxes.markUnread(caller(), PathIds.parse(id));
  }

  /** Archives the caller's copy of a message. */
  @POST
  @Path("{id}/archive")
  @Produces(MediaType.APPLICATION_JSON)
  public void archive(@PathParam("id") String id) {
    mailboxes.archive(caller(), PathIds.parse(id));
  }

  /** Restores the caller's copy of a message from the trash, or else from the archives. */
  @POST
  @Idempotent
  @Path("{id}/restore")
  @Produces(MediaType.APPLICATION_JSON)
  public void restore(@PathParam("id") String id) {
    mailboxes.restore(caller(), PathIds.parse(id));
  }

  /** Withdraws a message of the caller. */
  @POST
  @Path("{id}/withdraw")
  @Produces(MediaType.APPLICATION_JSON)
  public void withdraw(@PathParam("id") String id) {
    messages.withdraw(caller(), PathIds.parse(id));
  }

  /** Applies an action to several messages and conversations, all or nothing. */
  @POST
  @Idempotent
  @Path("actions")
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaType.APPLICATION_JSON)
  public void act(JsonBody body) {
    JsonBody fields = JsonBody.require(body);
    MailboxAction action = fields.requiredEnum("action", MailboxAction.class);
    ActionTargets targets = new ActionTargets(fields.ids("ids"), fields.ids("threads"));
    fields.throwIfInvalid();
    mailboxes.act(caller(), action, targets);
  }

  /** Marks all messages of the inbox up to an id as read. */
  @POST
  @Path("read")
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaType.APPLICATION_JSON)
  public MarkReadResultView markReadUpTo(JsonBody body) {
    JsonBody fields = JsonBody.require(body);
    long lastId = fields.id("up_to");
    fields.throwIfInvalid();
    return new MarkReadResultView(mailboxes.markReadUpTo(caller(), lastId, defaults().filter()));
  }

  /** Deletes the caller's copy of a message. */
  @DELETE
  @Path("{id}")
  @AnonymousResponse
  @Produces(MediaType.APPLICATION_JSON)
  public void delete(@PathParam("id") String id) {
    mailboxes.delete(caller(), PathIds.parse(id));
  }

  /** Writes a message to each recipient. */
  @POST
  @Idempotent
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaType.APPLICATION_JSON)
  public Response write(JsonBody body) {
    NewMessage message = newMessage(JsonBody.require(body), caller());
    RequestRefusedException.throwIfWaiting(
        limits.tryAcquire(
            message.sender(), message.body(), message.recipients().size(), "recipients"));
    List<Message> created = messages.write(message);
    return CreatedMessageView.toResponse(created, uri);
  }

  /** HEAD marks nothing as read. (The JAX-RS request may report GET for a HEAD.) */
  private boolean isHead() {
    return HttpMethod.HEAD.equals(request.getMethod());
  }

  private String caller() {
    return security.getUserPrincipal().getName();
  }

  private static NewMessage newMessage(JsonBody body, String sender) {
    NewMessage message =
        NewMessage.from(sender)
            .to(body.texts("recipients").orElse(List.of()))
            .subject(body.text("subject").orElse(null))
            .body(body.text("message").orElse(""))
            .notifyRecipients(!body.flag("skip_notification").orElse(false))
            .autoArchive(body.flag("auto_archive").orElse(false))
            .autoDelete(body.flag("auto_delete").orElse(false))
            .asUser();
    body.throwIfInvalid();
    return message;
  }

  static URI locationOf(UriInfo uri, long messageId) {
    return uri.getBaseUriBuilder().path("messages").path(Long.toString(messageId)).build();
  }

  /** The number and the highest level of the unread messages of an inbox. */
  @JsonbPropertyOrder({"count", "maxLevel", "maxLevelTag"})
  public record SummaryView(long count, Integer maxLevel, String maxLevelTag) {

    static SummaryView of(UnreadSummary summary) {
      Integer maxLevel = summary.maxLevel().isPresent() ? summary.maxLevel().getAsInt() : null;
      return new SummaryView(summary.unread(), maxLevel, summary.maxLevelTag());
    }
  }

  /** The number of messages that became read. */
  public record MarkReadResultView(int marked) {}
}
