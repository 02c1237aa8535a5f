package dev.letterbox.rest;

import dev.letterbox.api.PreferenceService;
import dev.letterbox.api.Unsubscription;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
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
 * Where a link in a notification leads by which its reader unsubscribes, without a log-in. A mail
 * program posts to it (RFC 8058); for a person there is a page with a button that does. Whatever
 * fetches links in advance changes nothing.
 */
@Path("unsubscribe")
@RequestScoped
@Produces(MediaType.TEXT_HTML)
public class UnsubscribeResource {

  @EJB private PreferenceService preferences;
  @Context private UriInfo uri;
  @Context private HttpHeaders headers;

  @GET
  @ForEverybody
  public Response ask() {
    String token = token();
    Unsubscription wanted = preferences.unsubscription(token);
    return answer(page().asking(wanted));
  }

  /** The body says {@code List-Unsubscribe=One-Click}, and nothing else can be meant. */
  @POST
  @ForEverybody
  public Response unsubscribe() {
    String token = token();
    Unsubscription unwanted = preferences.unsubscribe(token);
    return answer(page().done(unwanted));
  }

  private String token() {
    Query query = new Query(uri);
    String token = query.raw("token").orElse("");
    if (token.isEmpty()) {
      query.error("token", "It is a part of the link.");
    }
    query.finish();
    return token;
  }

  private UnsubscribePage page() {
    return new UnsubscribePage(headers.getHeaderString(HttpHeaders.ACCEPT_LANGUAGE));
  }

  private static Response answer(String page) {
    return Response.ok(page, MediaType.TEXT_HTML_TYPE.withCharset("UTF-8"))
        .header("Content-Security-Policy", UnsubscribePage.POLICY)
        .header("Referrer-Policy", "no-referrer")
        .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE)
        .build();
  }
}
