package dev.letterbox.shared;

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
  public static final String ATTRIBUTE = RequestAttributes.SESSION;

  @Inject private HttpServletRequest request;

  /** The id of the session; empty outside of requests, and for other ways to log in. */
  public Optional<String> id() {
    try {
      return Optional.ofNullable((String) request.getAttribute(ATTRIBUTE));
    } catch (ContextNotActiveException | IllegalStateException e) {
      return Optional.empty(); // this is how CDI says that there is no request
    }
  }
}
