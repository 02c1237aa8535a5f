package dev.letterbox.user;

import dev.letterbox.shared.CurrentSession;
import dev.letterbox.shared.LogInWays;
import dev.letterbox.shared.Names;
import dev.letterbox.shared.SessionCookie;
import dev.letterbox.shared.Setting;
import dev.letterbox.shared.Setting.LogIn;
import dev.letterbox.shared.Settings;
import dev.letterbox.shared.SuspectedForgery;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the session whose cookie a request brings along. A browser does that by itself, whoever
 * made it send the request; so a write must show in addition that it comes from a page that may
 * read our answers. A session that is over is no error: its user is nobody until he logs in again.
 */
@ApplicationScoped
class CookieLogIn {

  private static final Set<String> SAFE_METHODS = Set.of("GET", "HEAD", "OPTIONS");
  private static final Set<String> OTHER_SITES = Set.of("cross-site", "same-site");

  @Inject private LoginAccounts accounts;
  @Inject private Sessions sessions;
  @Inject private LogInWays ways;
  @Inject private Settings settings;

  /** A session that lives, and what its cookie held. */
  private record Carried(SessionSecret secret, LoginSession session) {}

  /** The session that the caller has logged in with, noted in the request; empty for nobody. */
  Optional<LoginSession> logIn(HttpServletRequest request) {
    Optional<Carried> carried = ways.isOpen(LogIn.SESSION) ? find(request) : Optional.empty();
    Optional<SuspectedForgery> forgery =
        carried.flatMap(found -> suspicion(request, found.secret()));
    forgery.ifPresent(suspected -> suspected.noteIn(request));
    Optional<Carried> accepted =
        carried.filter(found -> forgery.isEmpty() && sessions.goOn(found.session()));
    accepted.ifPresent(found -> note(found.secret(), request));
    return accepted.map(Carried::session);
  }

  private Optional<Carried> find(HttpServletRequest request) {
    return SessionCookie.valuesIn(request).stream()
        .map(SessionSecret::parse)
        .flatMap(Optional::stream)
        .map(this::find)
        .flatMap(Optional::stream)
        .findFirst();
  }

  private Optional<Carried> find(SessionSecret secret) {
    return alive(secret.id()).map(session -> new Carried(secret, session));
  }

  /** The roles that this session gives to its user now, which does not prolong it. */
  Set<String> roles(String id) {
    return alive(id).map(session -> session.account().roles()).orElse(Set.of());
  }

  private Optional<LoginSession> alive(String id) {
    return accounts.findSession(id).filter(session -> session.account().admitted());
  }

  private Optional<SuspectedForgery> suspicion(HttpServletRequest request, SessionSecret secret) {
    if (isFromOtherSite(request)) {
      return Optional.of(SuspectedForgery.OTHER_SITE);
    }
    boolean allowed = SAFE_METHODS.contains(request.getMethod()) || hasToken(request, secret);
    return allowed ? Optional.empty() : Optional.of(SuspectedForgery.NO_TOKEN);
  }

  private static boolean hasToken(HttpServletRequest request, SessionSecret secret) {
    List<String> tokens = Collections.list(request.getHeaders(Names.CSRF_HEADER));
    return tokens.size() == 1 && secret.allowsWriteWith(tokens.get(0));
  }

  /** Whether a browser says that another site's page made it send the request. */
  boolean isFromOtherSite(HttpServletRequest request) {
    List<String> sites = Collections.list(request.getHeaders("Sec-Fetch-Site"));
    return sites.isEmpty()
        ? hasOtherOrigin(request)
        : sites.stream().anyMatch(OTHER_SITES::contains);
  }

  /** Browsers say less where there is no TLS, but the origin of a write they always say. */
  private boolean hasOtherOrigin(HttpServletRequest request) {
    return Collections.list(request.getHeaders("Origin")).stream()
        .anyMatch(origin -> !isOwn(origin, request.getHeader("Host")));
  }

  private boolean isOwn(String origin, String host) {
    String site = settings.get(Setting.SITE_URL).replaceFirst("^(https?://[^/]+).*", "$1");
    return List.of("http://" + host, "https://" + host, site).contains(origin);
  }

  private static void note(SessionSecret secret, HttpServletRequest request) {
    request.setAttribute(CurrentSession.ATTRIBUTE, secret.id());
    request.setAttribute(CurrentSession.CSRF_ATTRIBUTE, secret.csrfToken());
  }
}
