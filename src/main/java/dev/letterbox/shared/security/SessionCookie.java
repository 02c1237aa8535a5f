package dev.letterbox.shared.security;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.stream.Stream;

/**
 * The cookie that holds the secret of a session. No script can read it, no other site can make a
 * browser send it, and it goes with the browser.
 */
public final class SessionCookie {

  public static final String NAME = "letterbox_session";

  /** Another application on the same host may have one, too; nobody has a dozen. */
  private static final int MAX_COOKIES = 4;

  private SessionCookie() {}

  /** What cookies of this name hold, the one of the longest path first. */
  public static List<String> valuesIn(HttpServletRequest request) {
    Cookie[] cookies = request.getCookies();
    return cookies == null
        ? List.of()
        : Stream.of(cookies)
            .filter(cookie -> NAME.equals(cookie.getName()))
            .map(Cookie::getValue)
            .limit(MAX_COOKIES)
            .toList();
  }

  /**
   * The header {@code Set-Cookie} that gives it to a browser.
   *
   * @param siteUrl where users reach Letterbox; empty when nobody knows
   */
  public static String setCookieHeader(String secret, HttpServletRequest request, String siteUrl) {
    return NAME + "=" + secret + attributes(request, siteUrl);
  }

  /** The header {@code Set-Cookie} that takes it away. */
  public static String clearCookieHeader(HttpServletRequest request, String siteUrl) {
    return NAME + "=; Max-Age=0" + attributes(request, siteUrl);
  }

  private static String attributes(HttpServletRequest request, String siteUrl) {
    String path = request.getContextPath().isEmpty() ? "/" : request.getContextPath();
    boolean secure = request.isSecure() || siteUrl.startsWith("https:");
    return "; Path=" + path + "; HttpOnly; SameSite=Strict" + (secure ? "; Secure" : "");
  }
}
