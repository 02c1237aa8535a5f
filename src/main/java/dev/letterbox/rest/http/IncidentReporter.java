package dev.letterbox.rest.http;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Collections;
import java.util.Map;
import java.util.UUID;
import java.util.WeakHashMap;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Faults of the server: the log gets all of it, the caller a number to ask about. */
final class IncidentReporter {

  private static final Logger LOG = Logger.getLogger(IncidentReporter.class.getName());

  /** Jersey asks a mapper twice about the same fault. */
  private static final Map<Throwable, String> REPORTED =
      Collections.synchronizedMap(new WeakHashMap<>());

  private IncidentReporter() {}

  static Response report(Throwable cause) {
    return report(cause, "Something went wrong here.");
  }

  /**
   * Tells what went wrong.
   *
   * @param detail a sentence that tells nothing from inside
   */
  static Response report(Throwable cause, String detail) {
    String incident = REPORTED.computeIfAbsent(cause, IncidentReporter::log);
    return Problem.serverError(detail, incident).toResponse();
  }

  /** Nothing was stored, and the same request may succeed in a moment. */
  static Response serviceUnavailable(Throwable cause) {
    LOG.log(Level.WARNING, cause, () -> "A request was answered with 503");
    Response response = Problem.of(503, "Try again in a moment.").toResponse();
    response.getHeaders().putSingle(HttpHeaders.RETRY_AFTER, 1);
    return response;
  }

  private static String log(Throwable cause) {
    String incident = UUID.randomUUID().toString();
    LOG.log(Level.SEVERE, cause, () -> "Incident " + incident);
    return incident;
  }
}
