package dev.letterbox.rest.admin;

import dev.letterbox.api.account.Roles;
import dev.letterbox.api.notification.CreatedWebhook;
import dev.letterbox.api.notification.NewWebhook;
import dev.letterbox.api.notification.WebhookChange;
import dev.letterbox.api.notification.WebhookService;
import dev.letterbox.rest.http.idempotency.Idempotent;
import dev.letterbox.rest.http.json.JsonBody;
import dev.letterbox.rest.http.PathIds;
import dev.letterbox.rest.http.RequestBodies;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
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

/** Webhooks, for administrators. */
@Path("webhooks")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.ADMIN)
public class WebhooksResource {

  @EJB private WebhookService webhooks;
  @Context private UriInfo uri;

  @GET
  public WebhooksView all() {
    return new WebhooksView(webhooks.all().stream().map(WebhookView::of).toList());
  }

  /** Creates a webhook. Only this response contains its secret. */
  @POST
  @Idempotent
  @Consumes(MediaType.APPLICATION_JSON)
  public Response create(JsonBody body) {
    NewWebhook newWebhook = RequestBodies.webhook(RequestBodies.requireBody(body));
    CreatedWebhook created = webhooks.create(newWebhook);
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
    WebhookChange change =
        RequestBodies.webhookChange(RequestBodies.requireBody(body), PathIds.parse(id));
    return WebhookView.of(webhooks.change(change));
  }

  @DELETE
  @Path("{id}")
  public void delete(@PathParam("id") String id) {
    webhooks.delete(PathIds.parse(id));
  }
}
