package dev.letterbox.rest;

import dev.letterbox.api.Action;
import dev.letterbox.api.MailboxService;
import dev.letterbox.api.Message;
import dev.letterbox.api.MessageService;
import dev.letterbox.api.Roles;
import dev.letterbox.api.Summary;
import dev.letterbox.api.Targets;
import dev.letterbox.shared.CurrentSession;
import dev.letterbox.shared.Setting;
import dev.letterbox.shared.Settings;
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
  protected Defaults defaults() {
    return Defaults.of(settings);
  }

  /** A page of a folder, of the inbox unless told otherwise, newest first unless told otherwise. */
  @GET
  @ForAnonymous(ForAnonymous.Nothing.EMPTY_PAGE)
  @Produces(MediaType.APPLICATION_JSON)
  public Response page() {
    Defaults defaults = defaults();
    ListParameters parameters =
        new ListParameters(
            uri, caller(), defaults, settings.get(Setting.LEVEL_TAGS), mailboxes::check);
    return parameters.isInbox() ? inbox(parameters, defaults) : folder(parameters);
  }

  /** As long as the version of the mailbox is the same, so is the answer. */
  private Response inbox(ListParameters parameters, Defaults defaults) {
    EntityTag tag =
        EntityTags.of(
            caller(),
            mailboxes.version(caller()),
            session.id(),
            settings.get(Setting.USE_SESSIONS),
            uri.getRequestUri(),
            defaults,
            settings.get(Setting.LEVEL_TAGS));
    return EntityTags.answer(headers, tag, () -> look(parameters));
  }

  private Response folder(ListParameters parameters) {
    PageView view = look(parameters);
    return EntityTags.answer(
        headers, PageView.tagOf(view, caller(), uri.getRequestUri()), () -> view);
  }

  private PageView look(ListParameters parameters) {
    boolean marks = parameters.markRead() && !isHead();
    return parameters.view(mailboxes.page(parameters.request().markRead(marks)));
  }

  /** What waits in the inbox. Marks nothing. */
  @GET
  @Path("peek")
  @ForAnonymous(ForAnonymous.Nothing.EMPTY_SUMMARY)
  @Produces(MediaType.APPLICATION_JSON)
  public Response peek() {
    Summary summary = mailboxes.summary(caller(), defaults().filter());
    SummaryView view = SummaryView.of(summary);
    return EntityTags.answer(headers, EntityTags.of(caller(), view), () -> view);
  }

  /** One message. */
  @GET
  @Path("{id}")
  @ForAnonymous(ForAnonymous.Nothing.NOT_FOUND)
  @Produces(MediaType.APPLICATION_JSON)
  public MessageView open(@PathParam("id") String id) {
    long messageId = Ids.messageId(id);
    Query query = new Query(uri);
    boolean marks = query.flag("mark_read").orElse(defaults().markRead()) && !isHead();
    query.finish();
    return MessageView.of(
        marks ? mailboxes.open(caller(), messageId) : mailboxes.get(caller(), messageId));
  }

  /** A message that the caller received becomes read. */
  @POST
  @Path("{id}/read")
  @ForAnonymous(ForAnonymous.Nothing.NOT_FOUND)
  @Produces(MediaType.APPLICATION_JSON)
  public void markRead(@PathParam("id") String id) {
    mailboxes.markRead(caller(), Ids.messageId(id));
  }

  /** A message that the caller received becomes unread again. */
  @POST
  @Path("{id}/unread")
  @ForAnonymous(ForAnonymous.Nothing.NOT_FOUND)
  @Produces(MediaType.APPLICATION_JSON)
  public void markUnread(@PathParam("id") String id) {
    mailboxes.markUnread(caller(), Ids.messageId(id));
  }

  /** The caller's side of a message goes into the archives. */
  @POST
  @Path("{id}/archive")
  @Produces(MediaType.APPLICATION_JSON)
  public void archive(@PathParam("id") String id) {
    mailboxes.archive(caller(), Ids.messageId(id));
  }

  /** The caller's side of a message comes out of the trash, or else out of the archives. */
  @POST
  @Idempotent
  @Path("{id}/restore")
  @Produces(MediaType.APPLICATION_JSON)
  public void restore(@PathParam("id") String id) {
    mailboxes.restore(caller(), Ids.messageId(id));
  }

  /** Takes back a message that the caller sent. */
  @POST
  @Path("{id}/withdraw")
  @Produces(MediaType.APPLICATION_JSON)
  public void withdraw(@PathParam("id") String id) {
    messages.withdraw(caller(), Ids.messageId(id));
  }

  /** Does something with several messages and conversations, or with none of them. */
  @POST
  @Idempotent
  @Path("actions")
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaType.APPLICATION_JSON)
  public void act(JsonBody body) {
    JsonBody fields = Bodies.needed(body);
    Action action = fields.choice("action", Action.class);
    Targets targets = new Targets(fields.ids("ids"), fields.ids("threads"));
    fields.finish();
    mailboxes.act(caller(), action, targets);
  }

  /** All messages of the inbox up to an id become read; what arrived later stays unread. */
  @POST
  @Path("read")
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaType.APPLICATION_JSON)
  public MarkedView markReadUpTo(JsonBody body) {
    JsonBody fields = Bodies.needed(body);
    long lastId = fields.id("up_to");
    fields.finish();
    return new MarkedView(mailboxes.markReadUpTo(caller(), lastId, defaults().filter()));
  }

  /** Deletes the caller's side of a message. */
  @DELETE
  @Path("{id}")
  @ForAnonymous(ForAnonymous.Nothing.NOT_FOUND)
  @Produces(MediaType.APPLICATION_JSON)
  public void delete(@PathParam("id") String id) {
    mailboxes.delete(caller(), Ids.messageId(id));
  }

  /** Writes a message to each recipient. */
  @POST
  @Idempotent
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaType.APPLICATION_JSON)
  public Response write(JsonBody body) {
    List<Message> written = messages.write(Bodies.message(Bodies.needed(body), caller()));
    return WrittenView.answer(written, uri);
  }

  /** A HEAD shows nobody anything. (JAX-RS may say GET where it answers a HEAD with one.) */
  private boolean isHead() {
    return HttpMethod.HEAD.equals(request.getMethod());
  }

  private String caller() {
    return security.getUserPrincipal().getName();
  }
}
