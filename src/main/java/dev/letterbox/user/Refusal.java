package dev.letterbox.user;

import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Why somebody is not let in, and what to answer: a problem of RFC 9457, never a page. */
enum Refusal {
  NO_CREDENTIALS(401, "Unauthorized", "Log in by HTTP Basic or with a bearer token."),
  WRONG_CREDENTIALS(401, "Unauthorized", "The name, the password or the token is wrong."),
  UNABLE(503, "Service Unavailable", "Nobody can log in at the moment; the server's log says why.");

  /** How much of a body is read that nobody wants: WildFly complains of an exchange with a rest. */
  private static final int UNREAD_BODY = 64 * 1024;

  private final int status;
  private final String problem;

  Refusal(int status, String title, String detail) {
    this.status = status;
    this.problem =
        """
        {"type":"about:blank","title":"%s","status":%d,"detail":"%s"}"""
            .formatted(title, status, detail);
  }

  /** Writes the whole answer and closes it, so that no server puts one of its own in its place. */
  AuthenticationStatus answer(HttpServletRequest request, HttpServletResponse response) {
    byte[] bytes = problem.getBytes(StandardCharsets.UTF_8);
    response.setStatus(status);
    if (status == HttpServletResponse.SC_UNAUTHORIZED) {
      response.setHeader("WWW-Authenticate", "Basic realm=\"Letterbox\", charset=\"UTF-8\"");
      response.addHeader("WWW-Authenticate", "Bearer realm=\"Letterbox\"");
    }
    response.setHeader("Cache-Control", "no-store");
    response.setContentType("application/problem+json");
    response.setContentLength(bytes.length);
    try (OutputStream body = response.getOutputStream()) {
      request.getInputStream().readNBytes(UNREAD_BODY);
      body.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return AuthenticationStatus.SEND_FAILURE;
  }
}
