package dev.letterbox.account;

import dev.letterbox.api.LetterboxException;
import dev.letterbox.api.account.RetryLaterException;
import dev.letterbox.shared.config.LoginMethod;
import dev.letterbox.shared.config.Settings;
import dev.letterbox.shared.security.ClientAddress;
import dev.letterbox.shared.security.CsrfViolation;
import dev.letterbox.shared.security.LoginMethods;
import dev.letterbox.shared.security.LoginThrottle;
import dev.letterbox.shared.security.ReauthenticationCheck;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.authentication.mechanism.http.HttpAuthenticationMechanism;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContext;
import jakarta.security.enterprise.credential.Credential;
import jakarta.security.enterprise.credential.UsernamePasswordCredential;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import jakarta.security.enterprise.identitystore.IdentityStoreHandler;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Authenticates each request by the header {@code Authorization} (HTTP Basic or a bearer token), or
 * else by the cookie of a session. Wrong credentials in the header are always rejected; requests
 * without credentials, and with an expired session, only where a caller is required.
 */
@ApplicationScoped
class LoginMechanism implements HttpAuthenticationMechanism {

  private static final Logger LOG = Logger.getLogger(LoginMechanism.class.getName());

  private static final String CONTAINER_SETUP_ADVICE =
      "The credentials are valid, but the server rejects the caller. On WildFly, set"
          + " integrated-jaspi=false on /subsystem=undertow/application-security-domain=other.";

  private final AtomicBoolean adviceLogged = new AtomicBoolean();
  private IdentityStoreHandler identityStores;
  private SessionCookieAuthenticator cookieAuthenticator;
  private LoginMethods loginMethods;
  private LoginThrottle throttle;
  private Settings settings;

  /** Result of authentication: a caller, a failure, or neither for an anonymous request. */
  private record AuthenticationOutcome(
      CredentialValidationResult caller,
      ReauthenticationCheck reauthentication,
      AuthenticationFailure failure,
      Duration retryAfter) {

    static final AuthenticationOutcome ANONYMOUS =
        new AuthenticationOutcome(null, null, null, null);

    static AuthenticationOutcome succeeded(
        CredentialValidationResult caller, ReauthenticationCheck reauthentication) {
      return new AuthenticationOutcome(caller, reauthentication, null, null);
    }

    static AuthenticationOutcome failed(AuthenticationFailure failure) {
      return new AuthenticationOutcome(null, null, failure, null);
    }

    static AuthenticationOutcome deferred(RetryLaterException e) {
      AuthenticationFailure failure =
          e.kind() == LetterboxException.Kind.TOO_MANY_ATTEMPTS
              ? AuthenticationFailure.TOO_MANY_ATTEMPTS
              : AuthenticationFailure.TOO_MANY_LOGINS;
      return new AuthenticationOutcome(null, null, failure, e.retryAfter());
    }
  }

  /** For the CDI proxy. */
  LoginMechanism() {}

  @Inject
  LoginMechanism(
      IdentityStoreHandler identityStores,
      SessionCookieAuthenticator cookieAuthenticator,
      LoginMethods loginMethods,
      LoginThrottle throttle,
      Settings settings) {
    this.identityStores = identityStores;
    this.cookieAuthenticator = cookieAuthenticator;
    this.loginMethods = loginMethods;
    this.throttle = throttle;
    this.settings = settings;
  }

  @Override
  public AuthenticationStatus validateRequest(
      HttpServletRequest request, HttpServletResponse response, HttpMessageContext context) {
    AuthenticationOutcome outcome = authenticate(request);
    if (outcome.caller() != null) {
      outcome.reauthentication().storeIn(request);
      return notifyContainer(outcome.caller(), request, response, context);
    }
    if (outcome.failure() != null) {
      if (outcome.retryAfter() != null) {
        response.setHeader("Retry-After", String.valueOf(outcome.retryAfter().toSeconds()));
      }
      return outcome.failure().respond(request, response, loginMethods);
    }
    return context.isProtected()
        ? AuthenticationFailure.MISSING_CREDENTIALS.respond(request, response, loginMethods)
        : context.doNothing();
  }

  private AuthenticationOutcome authenticate(HttpServletRequest request) {
    List<String> headers = Collections.list(request.getHeaders("Authorization"));
    try {
      return headers.isEmpty()
          ? authenticateByCookie(request)
          : authenticateByHeader(headers, request);
    } catch (RetryLaterException e) {
      return AuthenticationOutcome.deferred(e);
    } catch (RuntimeException e) {
      LOG.log(Level.SEVERE, "Credentials could not be checked", e);
      return AuthenticationOutcome.failed(AuthenticationFailure.LOGIN_UNAVAILABLE);
    }
  }

  private AuthenticationOutcome authenticateByHeader(
      List<String> headers, HttpServletRequest request) {
    Optional<Credential> credential =
        headers.size() == 1 ? AuthorizationHeader.parse(headers.get(0)) : Optional.empty();
    if (credential.isEmpty()) {
      return AuthenticationOutcome.failed(AuthenticationFailure.WRONG_CREDENTIALS);
    }
    boolean isBearer = credential.get() instanceof AuthorizationHeader.BearerCredential;
    if (!loginMethods.isEnabled(isBearer ? LoginMethod.BEARER : LoginMethod.BASIC)) {
      return AuthenticationOutcome.failed(AuthenticationFailure.METHOD_DISABLED);
    }
    if (!isBearer && cookieAuthenticator.isCrossSite(request)) {
      CsrfViolation.OTHER_SITE.storeIn(request); // browsers send Basic credentials by themselves
      return AuthenticationOutcome.ANONYMOUS;
    }
    CredentialValidationResult result = validate(credential.get(), request);
    return isValid(result)
        ? AuthenticationOutcome.succeeded(
            result, () -> roles(identityStores.validate(credential.get())))
        : AuthenticationOutcome.failed(AuthenticationFailure.WRONG_CREDENTIALS);
  }

  /** Tokens are not throttled: they are too long to guess, and cost no hash. */
  private CredentialValidationResult validate(Credential credential, HttpServletRequest request) {
    if (!(credential instanceof UsernamePasswordCredential password)) {
      return identityStores.validate(credential);
    }
    String client = ClientAddress.of(request, settings);
    try (LoginThrottle.LoginAttempt attempt = throttle.begin(password.getCaller(), client)) {
      CredentialValidationResult result = identityStores.validate(credential);
      if (isValid(result)) {
        attempt.succeed();
      }
      return result;
    }
  }

  private AuthenticationOutcome authenticateByCookie(HttpServletRequest request) {
    return cookieAuthenticator
        .authenticate(request)
        .map(this::authenticateBySession)
        .orElse(AuthenticationOutcome.ANONYMOUS);
  }

  private AuthenticationOutcome authenticateBySession(LoginSession session) {
    CredentialValidationResult result = identityStores.validate(session);
    return isValid(result)
        ? AuthenticationOutcome.succeeded(result, () -> cookieAuthenticator.roles(session.id()))
        : AuthenticationOutcome.ANONYMOUS;
  }

  private static Set<String> roles(CredentialValidationResult result) {
    return isValid(result) ? result.getCallerGroups() : Set.of();
  }

  private static boolean isValid(CredentialValidationResult result) {
    return result.getStatus() == CredentialValidationResult.Status.VALID;
  }

  private AuthenticationStatus notifyContainer(
      CredentialValidationResult result,
      HttpServletRequest request,
      HttpServletResponse response,
      HttpMessageContext context) {
    try {
      return context.notifyContainerAboutLogin(result);
    } catch (RuntimeException e) {
      LOG.log(adviceLogged.getAndSet(true) ? Level.FINE : Level.SEVERE, CONTAINER_SETUP_ADVICE);
      LOG.log(Level.FINE, "Error of the server", e);
      return AuthenticationFailure.LOGIN_UNAVAILABLE.respond(request, response, loginMethods);
    }
  }
}
