package dev.letterbox.shared.security;

import dev.letterbox.api.request.RequestAttributes;
import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/** The session in which the caller of the current request has logged in. */
@Dependent
public class CurrentSession {

  /** The attribute of a request that holds the id of its session, set by the log-in. */
  public static final String ID_ATTRIBUTE = RequestAttributes.SESSION;

  /** The attribute of a request that holds the token that writes in its session need. */
  public static final String CSRF_ATTRIBUTE = "dev.letterbox.session.csrf-token";

  @Inject private HttpServletRequest request;

  /** The id of the session; empty outside of requests, and for other ways to log in. */
  public Optional<String> id() {
    return attribute(ID_ATTRIBUTE);
  }

  /** The token that writes in the session need; there when the {@link #id} is. */
  public Optional<String> csrfToken() {
    return attribute(CSRF_ATTRIBUTE);
  }

  private Optional<String> attribute(String name) {
    try {
      return Optional.ofNullable((String) request.getAttribute(name));
    } catch (ContextNotActiveException | IllegalStateException e) {
      return Optional.empty(); // this is how CDI says that there is no request
    }
  }
}
