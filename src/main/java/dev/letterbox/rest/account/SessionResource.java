package dev.letterbox.rest.account;

import dev.letterbox.api.NotFoundException;
import dev.letterbox.api.account.CreatedSession;
import dev.letterbox.api.account.NotAuthenticatedException;
import dev.letterbox.api.account.Roles;
import dev.letterbox.api.account.Session;
import dev.letterbox.api.account.SessionService;
import dev.letterbox.rest.http.AllowAnonymous;
import dev.letterbox.rest.http.json.JsonBody;
import dev.letterbox.rest.http.problem.Problem;
import dev.letterbox.shared.config.Setting;
import dev.letterbox.shared.config.Settings;
import dev.letterbox.shared.security.CurrentSession;
import dev.letterbox.shared.security.LoginMethods;
import dev.letterbox.shared.security.SessionCookie;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.bind.annotation.JsonbPropertyOrder;
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
import java.time.Instant;
import java.util.List;

/** The session of the caller, for pages that log in with a cookie. */
@Path("session")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class SessionResource {

  private static final String NO_STORE = "no-store";

  @EJB private SessionService sessions;
  @Inject private CurrentSession current;
  @Inject private Settings settings;
  @Context private HttpServletRequest request;
  @Context private UriInfo uri;

  /** Logs in; the new session replaces the one of the cookie in the request, if any. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @AllowAnonymous
  public Response logIn(JsonBody body) {
    JsonBody fields = JsonBody.require(body);
    String user = fields.text("user").orElse("");
    String password = fields.text("password").orElse("");
    fields.throwIfInvalid();
    CreatedSession newSession;
    try {
      newSession = sessions.logIn(user, password, SessionCookie.valuesIn(request));
    } catch (NotAuthenticatedException e) {
      return refusal(e);
    }
    return Response.created(uri.getBaseUriBuilder().path("session").build())
        .header(
            HttpHeaders.SET_COOKIE,
            SessionCookie.setCookieHeader(newSession.secret(), request, siteUrl()))
        .header(HttpHeaders.CACHE_CONTROL, NO_STORE)
        .entity(SessionView.of(newSession.session(), newSession.csrfToken()))
        .build();
  }

  /** A challenge for which browsers show no prompt, because the page has a log-in form. */
  private static Response refusal(NotAuthenticatedException e) {
    Response response = Problem.of(401, e.detail()).toResponse();
    response.getHeaders().putSingle(HttpHeaders.WWW_AUTHENTICATE, LoginMethods.SESSION_CHALLENGE);
    return response;
  }

  /** The same as the response of the log-in, for a reloaded page. */
  @GET
  @RolesAllowed(Roles.USER)
  public Response get() {
    return Response.ok(SessionView.of(sessions.get(id()), current.csrfToken().orElseThrow()))
        .header(HttpHeaders.CACHE_CONTROL, NO_STORE)
        .build();
  }

  @DELETE
  @RolesAllowed(Roles.USER)
  public Response logOut() {
    sessions.end(id());
    return Response.noContent()
        .header(HttpHeaders.SET_COOKIE, SessionCookie.clearCookieHeader(request, siteUrl()))
        .build();
  }

  private String id() {
    return current
        .id()
        .orElseThrow(
            () -> new NotFoundException("session", "You have not logged in by a session."));
  }

  private String siteUrl() {
    return settings.get(Setting.SITE_URL);
  }

  /** A session as its user sees it. */
  @JsonbPropertyOrder({"user", "roles", "csrfToken", "expires"})
  public record SessionView(String user, List<String> roles, String csrfToken, Instant expires) {

    static SessionView of(Session session, String csrfToken) {
      return new SessionView(session.user(), session.roles(), csrfToken, session.expiresAt());
    }
  }
}
