package dev.letterbox.shared.security;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.stream.Stream;

/**
 * The cookie with the secret of a session: not readable by scripts, not sent with requests from
 * other sites, deleted when the browser closes.
 */
public final class SessionCookie {

  public static final String NAME = "letterbox_session";

  /** Applications in other paths of the same host may set cookies of this name, too. */
  private static final int MAX_COOKIES = 4;

  private SessionCookie() {}

  /** The values of the cookies of this name, the one with the longest path first. */
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
   * The {@code Set-Cookie} header that sets it.
   *
   * @param siteUrl URL at which users reach Letterbox; empty if unknown
   */
  public static String setCookieHeader(String secret, HttpServletRequest request, String siteUrl) {
    return NAME + "=" + secret + attributes(request, siteUrl);
  }

  /** The {@code Set-Cookie} header that deletes it. */
  public static String clearCookieHeader(HttpServletRequest request, String siteUrl) {
    return NAME + "=; Max-Age=0" + attributes(request, siteUrl);
  }

  private static String attributes(HttpServletRequest request, String siteUrl) {
    String path = request.getContextPath().isEmpty() ? "/" : request.getContextPath();
    boolean secure = request.isSecure() || siteUrl.startsWith("https:");
    return "; Path=" + path + "; HttpOnly; SameSite=Strict" + (secure ? "; Secure" : "");
  }
}
