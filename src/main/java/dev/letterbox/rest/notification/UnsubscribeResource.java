package dev.letterbox.rest.notification;

import dev.letterbox.api.notification.PreferenceService;
import dev.letterbox.api.notification.Unsubscription;
import dev.letterbox.rest.http.AllowAnonymous;
import dev.letterbox.rest.http.QueryParameters;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

/**
 * The unsubscribe link of notifications, without a log-in. E-mail programs post to it (RFC 8058);
 * browsers get a page with a button that posts. A GET, as by prefetching, changes nothing.
 */
@Path("unsubscribe")
@ApplicationScoped
@Produces(MediaType.TEXT_HTML)
public class UnsubscribeResource {

  @EJB private PreferenceService preferences;
  @Context private UriInfo uri;
  @Context private HttpHeaders headers;

  @GET
  @AllowAnonymous
  public Response confirm() {
    String token = token();
    Unsubscription unsubscription = preferences.previewUnsubscription(token);
    return toResponse(page().confirmation(unsubscription));
  }

  /** Ignores the body, which is {@code List-Unsubscribe=One-Click}. */
  @POST
  @AllowAnonymous
  public Response unsubscribe() {
    String token = token();
    Unsubscription unsubscription = preferences.unsubscribe(token);
    return toResponse(page().result(unsubscription));
  }

  private String token() {
    QueryParameters query = new QueryParameters(uri);
    String token = query.singleValue("token").orElse("");
    if (token.isEmpty()) {
      query.addError("token", "Is missing; it is a part of the link.");
    }
    query.throwIfInvalid();
    return token;
  }

  private UnsubscribePage page() {
    return new UnsubscribePage(headers.getHeaderString(HttpHeaders.ACCEPT_LANGUAGE));
  }

  private static Response toResponse(String page) {
    return Response.ok(page, MediaType.TEXT_HTML_TYPE.withCharset("UTF-8"))
        .header("Content-Security-Policy", UnsubscribePage.POLICY)
        .header("Referrer-Policy", "no-referrer")
        .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE)
        .build();
  }
}
