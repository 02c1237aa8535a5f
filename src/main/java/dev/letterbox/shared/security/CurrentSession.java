package dev.letterbox.shared.security;

import dev.letterbox.api.request.RequestAttributes;
import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/** The session of the caller of the current request. */
@Dependent
public class CurrentSession {

  /** The request attribute with the id of the session, set by the log-in. */
  public static final String ID_ATTRIBUTE = RequestAttributes.SESSION;

  /** The request attribute with the CSRF token of the session, required for writes. */
  public static final String CSRF_ATTRIBUTE = "dev.letterbox.session.csrf-token";

  /** The request header with that token. */
  public static final String CSRF_HEADER = "X-CSRF-Token";

  @Inject private HttpServletRequest request;

  /** The id of the session; empty outside of requests and for other log-in methods. */
  public Optional<String> id() {
    return attribute(ID_ATTRIBUTE);
  }

  /** The CSRF token of the session; present if the {@link #id} is. */
  public Optional<String> csrfToken() {
    return attribute(CSRF_ATTRIBUTE);
  }

  private Optional<String> attribute(String name) {
    try {
      return Optional.ofNullable((String) request.getAttribute(name));
    } catch (ContextNotActiveException | IllegalStateException e) {
      return Optional.empty(); // there is no request
    }
  }
}
