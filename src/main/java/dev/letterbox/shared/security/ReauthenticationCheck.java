package dev.letterbox.shared.security;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.Set;

/** What somebody has logged in with, for those who serve him longer than one request takes. */
@FunctionalInterface
public interface ReauthenticationCheck {

  /** The attribute of a request that holds it. */
  String ATTRIBUTE = "dev.letterbox.log-in-proof";

  /**
   * The roles with which it would let him in again now, none if it would not; it may ask the
   * database, and prolongs nothing.
   */
  Set<String> currentRoles();

  /** Notes it for whoever answers the request. */
  default void storeIn(HttpServletRequest request) {
    request.setAttribute(ATTRIBUTE, this);
  }

  /** What the log-in of Letterbox has noted; empty when another one has let the caller in. */
  static Optional<ReauthenticationCheck> findIn(HttpServletRequest request) {
    return Optional.ofNullable((ReauthenticationCheck) request.getAttribute(ATTRIBUTE));
  }
}
