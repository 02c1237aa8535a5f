package dev.letterbox.account;

import dev.letterbox.shared.config.LoginMethod;
import dev.letterbox.shared.config.Setting;
import dev.letterbox.shared.config.Settings;
import dev.letterbox.shared.security.CsrfViolation;
import dev.letterbox.shared.security.CurrentSession;
import dev.letterbox.shared.security.LoginMethods;
import dev.letterbox.shared.security.SessionCookie;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the session of a request's cookie. Browsers add cookies to requests of other sites, too, so
 * a write must have a CSRF token in addition, which only pages of this site can read. An expired
 * session is no error: the request is anonymous.
 */
@ApplicationScoped
class SessionCookieAuthenticator {

  private static final Set<String> SAFE_METHODS = Set.of("GET", "HEAD", "OPTIONS");
  private static final Set<String> CROSS_SITE_VALUES = Set.of("cross-site", "same-site");

  @Inject private LoginAccountReader accountReader;
  @Inject private SessionRepository sessionRepository;
  @Inject private LoginMethods loginMethods;
  @Inject private Settings settings;

  /** An active session, and the secret in its cookie. */
  private record PresentedSession(SessionSecret secret, LoginSession session) {}

  /** The session of the caller, set as attributes of the request; empty for anonymous requests. */
  Optional<LoginSession> authenticate(HttpServletRequest request) {
    Optional<PresentedSession> presented =
        loginMethods.isEnabled(LoginMethod.SESSION) ? find(request) : Optional.empty();
    Optional<CsrfViolation> violation =
        presented.flatMap(candidate -> findCsrfViolation(request, candidate.secret()));
    violation.ifPresent(detected -> detected.storeIn(request));
    Optional<PresentedSession> accepted =
        presented.filter(
            candidate -> violation.isEmpty() && sessionRepository.extend(candidate.session()));
    accepted.ifPresent(candidate -> setSessionAttributes(candidate.secret(), request));
    return accepted.map(PresentedSession::session);
  }

  private Optional<PresentedSession> find(HttpServletRequest request) {
    return SessionCookie.valuesIn(request).stream()
        .map(SessionSecret::parse)
        .flatMap(Optional::stream)
        .map(this::find)
        .flatMap(Optional::stream)
        .findFirst();
  }

  private Optional<PresentedSession> find(SessionSecret secret) {
    return findActive(secret.id()).map(session -> new PresentedSession(secret, session));
  }

  /** The current roles of the session's account. Does not extend the session. */
  Set<String> roles(String id) {
    return findActive(id).map(session -> session.account().roles()).orElse(Set.of());
  }

  private Optional<LoginSession> findActive(String id) {
    return accountReader.findSession(id).filter(session -> session.account().mayLogIn());
  }

  private Optional<CsrfViolation> findCsrfViolation(
      HttpServletRequest request, SessionSecret secret) {
    if (isCrossSite(request)) {
      return Optional.of(CsrfViolation.OTHER_SITE);
    }
    boolean permitted =
        SAFE_METHODS.contains(request.getMethod()) || hasValidCsrfToken(request, secret);
    return permitted ? Optional.empty() : Optional.of(CsrfViolation.NO_TOKEN);
  }

  private static boolean hasValidCsrfToken(HttpServletRequest request, SessionSecret secret) {
    List<String> tokens = Collections.list(request.getHeaders(CurrentSession.CSRF_HEADER));
    return tokens.size() == 1 && secret.matchesCsrfToken(tokens.get(0));
  }

  /** Whether a page of another site has caused the request, according to the browser. */
  boolean isCrossSite(HttpServletRequest request) {
    List<String> fetchSites = Collections.list(request.getHeaders("Sec-Fetch-Site"));
    return fetchSites.isEmpty()
        ? hasForeignOrigin(request)
        : fetchSites.stream().anyMatch(CROSS_SITE_VALUES::contains);
  }

  /** Without TLS, browsers send no {@code Sec-Fetch-Site}, but the origin of each write. */
  private boolean hasForeignOrigin(HttpServletRequest request) {
    return Collections.list(request.getHeaders("Origin")).stream()
        .anyMatch(origin -> !isOwnOrigin(origin, request.getHeader("Host")));
  }

  private boolean isOwnOrigin(String origin, String host) {
    String ownOrigin = settings.get(Setting.SITE_URL).replaceFirst("^(https?://[^/]+).*", "$1");
    return List.of("http://" + host, "https://" + host, ownOrigin).contains(origin);
  }

  private static void setSessionAttributes(SessionSecret secret, HttpServletRequest request) {
    request.setAttribute(CurrentSession.ID_ATTRIBUTE, secret.id());
    request.setAttribute(CurrentSession.CSRF_ATTRIBUTE, secret.csrfToken());
  }
}
