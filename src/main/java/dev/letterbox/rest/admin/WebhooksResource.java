package dev.letterbox.rest.admin;

import dev.letterbox.api.account.Roles;
import dev.letterbox.api.event.MessageEventType;
import dev.letterbox.api.notification.CreatedWebhook;
import dev.letterbox.api.notification.NewWebhook;
import dev.letterbox.api.notification.Webhook;
import dev.letterbox.api.notification.WebhookChange;
import dev.letterbox.api.notification.WebhookService;
import dev.letterbox.rest.http.PathIds;
import dev.letterbox.rest.http.ResultsView;
import dev.letterbox.rest.http.idempotency.Idempotent;
import dev.letterbox.rest.http.json.JsonBody;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Webhooks, for administrators. */
@Path("webhooks")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.ADMIN)
public class WebhooksResource {

  @EJB private WebhookService webhooks;
  @Context private UriInfo uri;

  @GET
  public ResultsView<WebhookView> all() {
    return ResultsView.of(webhooks.all(), WebhookView::of);
  }

  /** Creates a webhook. Only this response contains its secret. */
  @POST
  @Idempotent(secretResponse = true)
  @Consumes(MediaType.APPLICATION_JSON)
  public Response create(JsonBody body) {
    CreatedWebhook created = webhooks.create(newWebhook(JsonBody.require(body)));
    String id = Long.toString(created.webhook().id());
    return Response.created(uri.getAbsolutePathBuilder().path(id).build())
        .entity(CreatedWebhookView.of(created))
        .build();
  }

  @GET
  @Path("{id}")
  public WebhookView get(@PathParam("id") String id) {
    return WebhookView.of(webhooks.get(PathIds.parse(id)));
  }

  /** Changes the given fields and keeps the others. */
  @PATCH
  @Path("{id}")
  @Consumes(MediaType.APPLICATION_JSON)
  public WebhookView change(@PathParam("id") String id, JsonBody body) {
    WebhookChange change = webhookChange(JsonBody.require(body), PathIds.parse(id));
    return WebhookView.of(webhooks.change(change));
  }

  @DELETE
  @Path("{id}")
  public void delete(@PathParam("id") String id) {
    webhooks.delete(PathIds.parse(id));
  }

  private static NewWebhook newWebhook(JsonBody body) {
    NewWebhook webhook =
        NewWebhook.to(body.text("url").orElse(""))
            .events(readEvents(body).orElse(List.of()))
            .description(body.text("description").orElse(null))
            .secret(body.text("secret").orElse(null));
    body.throwIfInvalid();
    return webhook;
  }

  private static WebhookChange webhookChange(JsonBody body, long id) {
    WebhookChange change =
        WebhookChange.of(id)
            .url(body.text("url").orElse(null))
            .events(readEvents(body).orElse(null))
            .description(body.text("description").orElse(null))
            .active(body.flag("active").orElse(null));
    body.throwIfInvalid();
    return change;
  }

  private static Optional<List<MessageEventType>> readEvents(JsonBody body) {
    Map<String, MessageEventType> byName = new LinkedHashMap<>();
    Stream.of(MessageEventType.values()).forEach(event -> byName.put(event.jsonName(), event));
    Optional<List<String>> types = body.texts("events");
    if (!byName.keySet().containsAll(types.orElse(List.of()))) {
      body.addError("events", "Must be some of " + String.join(", ", byName.keySet()) + ".");
    }
    return types.map(
        names -> names.stream().flatMap(name -> Stream.ofNullable(byName.get(name))).toList());
  }

  /** A webhook, without its secret. */
  public record WebhookView(
      long id,
      String url,
      List<String> events,
      boolean active,
      String description,
      Instant createdAt) {

    static WebhookView of(Webhook webhook) {
      return new WebhookView(
          webhook.id(),
          webhook.url(),
          webhook.events().stream().map(MessageEventType::jsonName).toList(),
          webhook.active(),
          webhook.description(),
          webhook.createdAt());
    }
  }

  /** A new webhook with its secret, which is shown only once. */
  public record CreatedWebhookView(
      long id,
      String url,
      List<String> events,
      boolean active,
      String description,
      Instant createdAt,
      String secret) {

    static CreatedWebhookView of(CreatedWebhook created) {
      WebhookView view = WebhookView.of(created.webhook());
      return new CreatedWebhookView(
          view.id(),
          view.url(),
          view.events(),
          view.active(),
          view.description(),
          view.createdAt(),
          created.secret());
    }
  }
}
