package dev.letterbox.shared.security;

import dev.letterbox.shared.JndiNames;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/**
 * Why credentials that a browser sends by itself log nobody in for this request: another site's
 * page may have made the browser send it.
 */
public enum CsrfViolation {
  NO_TOKEN(
      "A write in a session needs the header "
          + JndiNames.CSRF_HEADER
          + " with the csrf_token that GET session tells."),
  OTHER_SITE(
      "The request comes from a page of another site (Sec-Fetch-Site); with a password or a cookie"
          + " that is refused.");

  private static final String ATTRIBUTE = CsrfViolation.class.getName();

  private final String detail;

  CsrfViolation(String detail) {
    this.detail = detail;
  }

  /** What to tell the caller. */
  public String detail() {
    return detail;
  }

  /** Notes it for those who decide what nobody may do. */
  public void storeIn(HttpServletRequest request) {
    request.setAttribute(ATTRIBUTE, this);
  }

  /** What the log-in has noted. */
  public static Optional<CsrfViolation> findIn(HttpServletRequest request) {
    return Optional.ofNullable((CsrfViolation) request.getAttribute(ATTRIBUTE));
  }
}
