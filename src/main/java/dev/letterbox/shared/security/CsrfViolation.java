package dev.letterbox.shared.security;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/**
 * Why a request is not authenticated although the browser sent credentials: a page of another site
 * may have caused the request.
 */
public enum CsrfViolation {
  NO_TOKEN(
      "A write in a session needs the header "
          + CurrentSession.CSRF_HEADER
          + " with the csrf_token of GET session."),
  OTHER_SITE(
      "The request comes from a page of another site (Sec-Fetch-Site); with a password or a cookie"
          + " that is refused.");

  private static final String ATTRIBUTE = CsrfViolation.class.getName();

  private final String detail;

  CsrfViolation(String detail) {
    this.detail = detail;
  }

  /** The error text for the caller. */
  public String detail() {
    return detail;
  }

  /** Stores it in the request, for the authorization. */
  public void storeIn(HttpServletRequest request) {
    request.setAttribute(ATTRIBUTE, this);
  }

  /** The violation that the log-in stored. */
  public static Optional<CsrfViolation> findIn(HttpServletRequest request) {
    return Optional.ofNullable((CsrfViolation) request.getAttribute(ATTRIBUTE));
  }
}
