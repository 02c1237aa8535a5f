package dev.letterbox.user;

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
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Logs callers in by HTTP Basic or a bearer token, request by request: there is no session. Wrong
 * credentials are refused wherever they are sent; none at all only where a caller is needed.
 */
@ApplicationScoped
class LoginMechanism implements HttpAuthenticationMechanism {

  private static final Logger LOG = Logger.getLogger(LoginMechanism.class.getName());

  private static final String ADVICE =
      "The credentials are right, but the server does not accept the caller. On WildFly, set"
          + " integrated-jaspi=false on /subsystem=undertow/application-security-domain=other.";

  private final AtomicBoolean advised = new AtomicBoolean();
  private IdentityStoreHandler identityStores;

  /** For the proxy that CDI makes. */
  LoginMechanism() {}

  @Inject
  LoginMechanism(IdentityStoreHandler identityStores) {
    this.identityStores = identityStores;
  }

  @Override
  public AuthenticationStatus validateRequest(
      HttpServletRequest request, HttpServletResponse response, HttpMessageContext context) {
    List<String> headers = Collections.list(request.getHeaders("Authorization"));
    if (headers.isEmpty()) {
      return context.isProtected()
          ? Refusal.NO_CREDENTIALS.answer(request, response)
          : context.doNothing();
    }
    CredentialValidationResult result;
    try {
      result = validate(headers);
    } catch (RuntimeException e) {
      LOG.log(Level.SEVERE, "Credentials can't be checked", e);
      return Refusal.UNABLE.answer(request, response);
    }
    return result.getStatus() == CredentialValidationResult.Status.VALID
        ? admit(result, request, response, context)
        : Refusal.WRONG_CREDENTIALS.answer(request, response);
  }

  private CredentialValidationResult validate(List<String> headers) {
    Optional<Credential> credential =
        headers.size() == 1 ? AuthorizationHeader.parse(headers.get(0)) : Optional.empty();
    return credential
        .map(identityStores::validate)
        .orElse(CredentialValidationResult.INVALID_RESULT);
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
      return Refusal.UNABLE.answer(request, response);
    }
  }
}
