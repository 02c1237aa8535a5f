package dev.letterbox.user;

import dev.letterbox.shared.LogInProof;
import dev.letterbox.shared.LogInWays;
import dev.letterbox.shared.Setting.LogIn;
import dev.letterbox.shared.SuspectedForgery;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.authentication.mechanism.http.HttpAuthenticationMechanism;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContext;
import jakarta.security.enterprise.credential.Credential;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import jakarta.security.enterprise.identitystore.IdentityStoreHandler;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Logs callers in, request by request: by the header {@code Authorization} (HTTP Basic, a bearer
 * token), or else by the cookie of a session. Wrong credentials in the header are refused wherever
 * they are sent; none at all, and a session that is over, only where a caller is needed.
 */
@ApplicationScoped
class LoginMechanism implements HttpAuthenticationMechanism {

  private static final Logger LOG = Logger.getLogger(LoginMechanism.class.getName());

  private static final String ADVICE =
      "The credentials are right, but the server does not accept the caller. On WildFly, set"
          + " integrated-jaspi=false on /subsystem=undertow/application-security-domain=other.";

  private final AtomicBoolean advised = new AtomicBoolean();
  private IdentityStoreHandler identityStores;
  private CookieLogIn cookies;
  private LogInWays ways;

  /** What the credentials of a request amount to: a caller, a refusal, or nothing. */
  private record Outcome(CredentialValidationResult caller, LogInProof proof, Refusal refusal) {

    static final Outcome NOBODY = new Outcome(null, null, null);

    static Outcome admitted(CredentialValidationResult caller, LogInProof proof) {
      return new Outcome(caller, proof, null);
    }

    static Outcome refused(Refusal refusal) {
      return new Outcome(null, null, refusal);
    }
  }

  /** For the proxy that CDI makes. */
  LoginMechanism() {}

  @Inject
  LoginMechanism(IdentityStoreHandler identityStores, CookieLogIn cookies, LogInWays ways) {
    this.identityStores = identityStores;
    this.cookies = cookies;
    this.ways = ways;
  }

  @Override
  public AuthenticationStatus validateRequest(
      HttpServletRequest request, HttpServletResponse response, HttpMessageContext context) {
    Outcome outcome = outcome(request);
    if (outcome.caller() != null) {
      outcome.proof().noteIn(request);
      return admit(outcome.caller(), request, response, context);
    }
    if (outcome.refusal() != null) {
      return outcome.refusal().answer(request, response, ways);
    }
    return context.isProtected()
        ? Refusal.NO_CREDENTIALS.answer(request, response, ways)
        : context.doNothing();
  }

  private Outcome outcome(HttpServletRequest request) {
    List<String> headers = Collections.list(request.getHeaders("Authorization"));
    try {
      return headers.isEmpty() ? byCookie(request) : byHeader(headers, request);
    } catch (RuntimeException e) {
      LOG.log(Level.SEVERE, "Credentials can't be checked", e);
      return Outcome.refused(Refusal.UNABLE);
    }
  }

  private Outcome byHeader(List<String> headers, HttpServletRequest request) {
    Optional<Credential> credential =
        headers.size() == 1 ? AuthorizationHeader.parse(headers.get(0)) : Optional.empty();
    if (credential.isEmpty()) {
      return Outcome.refused(Refusal.WRONG_CREDENTIALS);
    }
    boolean bearer = credential.get() instanceof BearerCredential;
    if (!ways.isOpen(bearer ? LogIn.BEARER : LogIn.BASIC)) {
      return Outcome.refused(Refusal.CLOSED);
    }
    if (!bearer && cookies.isFromOtherSite(request)) {
      SuspectedForgery.OTHER_SITE.noteIn(request); // a browser repeats Basic by itself
      return Outcome.NOBODY;
    }
    CredentialValidationResult result = identityStores.validate(credential.get());
    return isValid(result)
        ? Outcome.admitted(result, () -> roles(identityStores.validate(credential.get())))
        : Outcome.refused(Refusal.WRONG_CREDENTIALS);
  }

  private Outcome byCookie(HttpServletRequest request) {
    return cookies.logIn(request).map(this::bySession).orElse(Outcome.NOBODY);
  }

  private Outcome bySession(LoginSession session) {
    CredentialValidationResult result = identityStores.validate(new SessionCredential(session));
    return isValid(result)
        ? Outcome.admitted(result, () -> cookies.roles(session.id()))
        : Outcome.NOBODY;
  }

  private static Set<String> roles(CredentialValidationResult result) {
    return isValid(result) ? result.getCallerGroups() : Set.of();
  }

  private static boolean isValid(CredentialValidationResult result) {
    return result.getStatus() == CredentialValidationResult.Status.VALID;
  }

  private AuthenticationStatus admit(
      CredentialValidationResult result,
      HttpServletRequest request,
      HttpServletResponse response,
      HttpMessageContext context) {
    try {
      return context.notifyContainerAboutLogin(result);
    } catch (RuntimeException e) {
      LOG.log(advised.getAndSet(true) ? Level.FINE : Level.SEVERE, ADVICE);
      LOG.log(Level.FINE, "What the server says", e);
      return Refusal.UNABLE.answer(request, response, ways);
    }
  }
}
