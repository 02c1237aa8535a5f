package dev.letterbox.rest.admin;

import dev.letterbox.api.Page;
import dev.letterbox.api.PageRequest;
import dev.letterbox.api.account.Roles;
import dev.letterbox.api.notification.OutboxEntry;
import dev.letterbox.api.notification.OutboxRequest;
import dev.letterbox.api.notification.OutboxService;
import dev.letterbox.api.notification.OutboxState;
import dev.letterbox.rest.http.PageDefaults;
import dev.letterbox.rest.http.PageLinks;
import dev.letterbox.rest.http.PageParameters;
import dev.letterbox.rest.http.PathIds;
import dev.letterbox.rest.http.QueryParameters;
import dev.letterbox.rest.http.json.JsonBody;
import dev.letterbox.shared.config.Settings;
import dev.letterbox.shared.text.EnumNames;
import dev.letterbox.shared.text.ValidationErrors;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;

/** Undelivered notifications, for administrators. */
@Path("outbox")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.ADMIN)
public class OutboxResource {

  @EJB private OutboxService outbox;
  @Inject private Settings settings;
  @Context private UriInfo uri;

  /** A page of entries ordered by id, by default of dead ones. */
  @GET
  public OutboxPageView page() {
    QueryParameters query = new QueryParameters(uri);
    OptionalLong cursor = query.id("cursor", "an entry");
    OutboxRequest request =
        OutboxRequest.of(query.enumValue("state", OutboxState.class).orElse(OutboxState.DEAD))
            .channel(query.text("channel", ValidationErrors.MAX_NAME_LENGTH).orElse(null))
            .cursor(cursor.isPresent() ? Long.toString(cursor.getAsLong()) : PageRequest.FIRST_PAGE)
            .limit(PageParameters.parseLimit(query, PageDefaults.of(settings)));
    query.throwIfInvalid();
    return OutboxPageView.of(outbox.page(request), new PageLinks(uri, request.limit()));
  }

  /** Schedules an entry for a retry. */
  @POST
  @Path("{id}/replay")
  public void replay(@PathParam("id") String id) {
    outbox.replay(PathIds.parse(id));
  }

  /** Schedules all dead entries, or those of one channel, for a retry. */
  @POST
  @Path("replay")
  @Consumes(MediaType.APPLICATION_JSON)
  public ReplayedView replayDead(JsonBody body) {
    JsonBody fields = JsonBody.require(body);
    String channel = fields.text("channel").orElse(null);
    fields.throwIfInvalid();
    return new ReplayedView(outbox.replayDead(channel));
  }

  @DELETE
  @Path("{id}")
  public void drop(@PathParam("id") String id) {
    outbox.drop(PathIds.parse(id));
  }

  /** A page of the outbox with a link to the next page. */
  public record OutboxPageView(URI next, List<OutboxEntryView> results) {

    static OutboxPageView of(Page<OutboxEntry> page, PageLinks links) {
      return new OutboxPageView(
          links.pageAt(page.next()), page.results().stream().map(OutboxEntryView::of).toList());
    }
  }

  public record OutboxEntryView(
      long id,
      Long message,
      String label,
      String event,
      String channel,
      String recipient,
      String state,
      int attempts,
      Instant createdAt,
      Instant nextAttemptAt,
      String error) {

    static OutboxEntryView of(OutboxEntry entry) {
      return new OutboxEntryView(
          entry.id(),
          entry.messageId(),
          EnumNames.of(entry.type()),
          entry.event() == null ? null : entry.event().jsonName(),
          entry.channel(),
          entry.recipient(),
          EnumNames.of(entry.state()),
          entry.attempts(),
          entry.createdAt(),
          entry.nextAttemptAt(),
          entry.error());
    }
  }

  /** The number of entries that were scheduled for a retry. */
  public record ReplayedView(long replayed) {}
}
