package dev.letterbox.user;

import dev.letterbox.shared.Names;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Why somebody is not let in, and what to answer: a problem of RFC 9457, never a page. */
enum Refusal {
  NO_CREDENTIALS(401, "Unauthorized", "Log in by HTTP Basic or with a bearer token."),
  WRONG_CREDENTIALS(401, "Unauthorized", "The name, the password or the token is wrong."),
  UNABLE(503, "Service Unavailable", "Nobody can log in at the moment; the server's log says why.");

  private static final Logger LOG = Logger.getLogger(Refusal.class.getName());

  /** More of a body than this is left to the server, in bytes. */
  private static final int ENOUGH = 64 * 1024;

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
      response.setHeader("WWW-Authenticate", Names.BASIC_CHALLENGE);
      response.addHeader("WWW-Authenticate", Names.BEARER_CHALLENGE);
    }
    response.setHeader("Cache-Control", "no-store");
    response.setContentType("application/problem+json");
    response.setContentLength(bytes.length);
    try (OutputStream body = response.getOutputStream()) {
      forgetBody(request);
      body.write(bytes);
    } catch (IOException e) {
      LOG.log(Level.FINE, "The caller has gone before it was told", e);
    }
    return AuthenticationStatus.SEND_FAILURE;
  }

  /**
   * Takes what has arrived of a body, because WildFly complains of one that nobody has read; never
   * waits for more, because somebody who is not let in may not hold a thread.
   */
  private static void forgetBody(HttpServletRequest request) throws IOException {
    InputStream body = request.getInputStream();
    byte[] buffer = new byte[8192];
    int left = ENOUGH;
    while (left > 0 && body.available() > 0) {
      left -= body.read(buffer, 0, Math.min(buffer.length, body.available()));
    }
  }
}
