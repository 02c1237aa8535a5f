package dev.letterbox.account;

import dev.letterbox.shared.security.LoginMethods;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Reason why a request is rejected, and its response: a problem of RFC 9457, never a page. */
enum AuthenticationFailure {
  MISSING_CREDENTIALS(401, "Unauthorized", ""),
  WRONG_CREDENTIALS(401, "Unauthorized", "The name, the password or the token is wrong."),
  METHOD_DISABLED(401, "Unauthorized", "This log-in method is disabled. "),
  TOO_MANY_ATTEMPTS(429, "Too Many Requests", "Too many failed log-in attempts. Try again later."),
  TOO_MANY_LOGINS(503, "Service Unavailable", "Too many log-ins at once. Try again in a moment."),
  LOGIN_UNAVAILABLE(
      503, "Service Unavailable", "Log-in is not available at the moment; see the server's log.");

  private static final Logger LOG = Logger.getLogger(AuthenticationFailure.class.getName());

  /** Maximum number of bytes of a request body that are read; the server discards the rest. */
  private static final int MAX_DRAINED_BYTES = 64 * 1024;

  private final int status;
  private final String title;
  private final String detail;

  AuthenticationFailure(int status, String title, String detail) {
    this.status = status;
    this.title = title;
    this.detail = detail;
  }

  /** Writes the whole response and closes it, so that the server does not replace it. */
  AuthenticationStatus respond(
      HttpServletRequest request, HttpServletResponse response, LoginMethods loginMethods) {
    byte[] bytes = problemJson(loginMethods).getBytes(StandardCharsets.UTF_8);
    response.setStatus(status);
    if (status == HttpServletResponse.SC_UNAUTHORIZED) {
      loginMethods
          .challenges(request)
          .forEach(challenge -> response.addHeader("WWW-Authenticate", challenge));
    }
    response.setHeader("Cache-Control", "no-store");
    response.setContentType("application/problem+json");
    response.setContentLength(bytes.length);
    try (OutputStream body = response.getOutputStream()) {
      drainBody(request);
      body.write(bytes);
    } catch (IOException e) {
      LOG.log(Level.FINE, "The client closed the connection before the response was written", e);
    }
    return AuthenticationStatus.SEND_FAILURE;
  }

  private String problemJson(LoginMethods loginMethods) {
    boolean hasAdvice = this == MISSING_CREDENTIALS || this == METHOD_DISABLED;
    return """
        {"type":"about:blank","title":"%s","status":%d,"detail":"%s%s"}"""
        .formatted(title, status, detail, hasAdvice ? loginMethods.loginHint() : "");
  }

  /**
   * Reads the part of the body that has arrived, because WildFly logs an unread body as an error.
   * It never waits for more, so that a rejected request holds no thread.
   */
  private static void drainBody(HttpServletRequest request) throws IOException {
    InputStream body = request.getInputStream();
    byte[] buffer = new byte[8192];
    int remaining = MAX_DRAINED_BYTES;
    while (remaining > 0 && body.available() > 0) {
      remaining -= body.read(buffer, 0, Math.min(buffer.length, body.available()));
    }
  }
}
