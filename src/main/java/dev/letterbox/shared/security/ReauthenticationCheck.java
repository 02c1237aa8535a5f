package dev.letterbox.shared.security;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.Set;

/** Checks credentials again, for responses that outlive the log-in, like event streams. */
@FunctionalInterface
public interface ReauthenticationCheck {

  /** The request attribute with the check. */
  String ATTRIBUTE = "dev.letterbox.reauthentication-check";

  /**
   * The roles that the credentials would have now; empty if they are no longer valid. May read the
   * database. Does not extend a session.
   */
  Set<String> currentRoles();

  /** Stores it in the request. */
  default void storeIn(HttpServletRequest request) {
    request.setAttribute(ATTRIBUTE, this);
  }

  /** The check that the log-in of Letterbox stored; empty for another log-in. */
  static Optional<ReauthenticationCheck> findIn(HttpServletRequest request) {
    return Optional.ofNullable((ReauthenticationCheck) request.getAttribute(ATTRIBUTE));
  }
}
