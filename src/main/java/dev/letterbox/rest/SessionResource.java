package dev.letterbox.rest;

import dev.letterbox.api.NewSession;
import dev.letterbox.api.Roles;
import dev.letterbox.api.SessionNotFoundException;
import dev.letterbox.api.SessionService;
import dev.letterbox.shared.CurrentSession;
import dev.letterbox.shared.SessionCookie;
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
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

/** The session of the caller, for pages that log in by a cookie. */
@Path("session")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class SessionResource {

  private static final String NOT_STORED = "no-store";

  @EJB private SessionService sessions;
  @Inject private CurrentSession current;
  @Inject private Settings settings;
  @Context private HttpServletRequest request;
  @Context private UriInfo uri;

  /** Logs in, in the place of the session that the cookie holds, if there is one. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @ForEverybody
  public Response logIn(JsonBody body) {
    JsonBody fields = Bodies.needed(body);
    String user = fields.text("user").orElse("");
    String password = fields.text("password").orElse("");
    fields.finish();
    NewSession made = sessions.begin(user, password, SessionCookie.valuesIn(request));
    return Response.created(uri.getBaseUriBuilder().path("session").build())
        .header(HttpHeaders.SET_COOKIE, SessionCookie.giving(made.secret(), request, siteUrl()))
        .header(HttpHeaders.CACHE_CONTROL, NOT_STORED)
        .entity(SessionView.of(made.session(), made.csrfToken()))
        .build();
  }

  /** The same as the log-in has told, for a page that was loaded again. */
  @GET
  @RolesAllowed(Roles.USER)
  public Response get() {
    return Response.ok(SessionView.of(sessions.get(id()), current.csrfToken().orElseThrow()))
        .header(HttpHeaders.CACHE_CONTROL, NOT_STORED)
        .build();
  }

  /** Logs out. */
  @DELETE
  @RolesAllowed(Roles.USER)
  public Response logOut() {
    sessions.end(id());
    return Response.noContent()
        .header(HttpHeaders.SET_COOKIE, SessionCookie.taking(request, siteUrl()))
        .build();
  }

  private String id() {
    return current.id().orElseThrow(SessionNotFoundException::new);
  }

  private String siteUrl() {
    return settings.get(Setting.SITE_URL);
  }
}
