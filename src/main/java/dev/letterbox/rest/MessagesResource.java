package dev.letterbox.rest;

import dev.letterbox.api.MailboxService;
import dev.letterbox.api.Message;
import dev.letterbox.api.MessageService;
import dev.letterbox.api.Page;
import dev.letterbox.api.PageRequest;
import dev.letterbox.api.Roles;
import dev.letterbox.api.Summary;
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
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;

/** The caller's own messages. */
@Path("messages")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.USER)
public class MessagesResource {

  @EJB private MailboxService mailboxes;
  @EJB private MessageService messages;
  @Inject private Settings settings;
  @Context private SecurityContext security;
  @Context private UriInfo uri;
  @Context private HttpServletRequest request;

  /** A page of the inbox, newest first. */
  @GET
  @ForAnonymous(ForAnonymous.Nothing.EMPTY_PAGE)
  public PageView page() {
    PageParameters parameters = new PageParameters(uri, settings);
    PageRequest asked = parameters.inboxOf(caller());
    Page page = mailboxes.page(marks() ? asked : asked.withoutMarkingRead());
    List<MessageView> results = page.results().stream().map(MessageView::of).toList();
    return new PageView(
        page.count(), parameters.next(page.count()), parameters.previous(), results);
  }

  /** What waits in the inbox. Marks nothing. */
  @GET
  @Path("peek")
  @ForAnonymous(ForAnonymous.Nothing.EMPTY_SUMMARY)
  public SummaryView peek() {
    Summary summary = mailboxes.summary(caller());
    Integer maxLevel = summary.maxLevel().isPresent() ? summary.maxLevel().getAsInt() : null;
    return new SummaryView(summary.unread(), maxLevel, summary.maxLevelTag());
  }

  /** One message. */
  @GET
  @Path("{id}")
  @ForAnonymous(ForAnonymous.Nothing.NOT_FOUND)
  public MessageView open(@PathParam("id") String id) {
    long messageId = Ids.messageId(id);
    return MessageView.of(
        marks() ? mailboxes.open(caller(), messageId) : mailboxes.get(caller(), messageId));
  }

  /** Deletes the caller's side of a message. */
  @DELETE
  @Path("{id}")
  @ForAnonymous(ForAnonymous.Nothing.NOT_FOUND)
  public void delete(@PathParam("id") String id) {
    mailboxes.delete(caller(), Ids.messageId(id));
  }

  /** Writes a message to each recipient. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public Response write(JsonBody body) {
    List<Message> written = messages.write(Bodies.message(Bodies.needed(body), caller()));
    return Response.created(Ids.locationOf(uri, written.get(0).id()))
        .entity(WrittenView.of(written))
        .build();
  }

  /** A HEAD shows nobody anything. (JAX-RS may say GET where it answers a HEAD with one.) */
  private boolean marks() {
    return settings.get(Setting.MARK_READ) && !HttpMethod.HEAD.equals(request.getMethod());
  }

  private String caller() {
    return security.getUserPrincipal().getName();
  }
}
