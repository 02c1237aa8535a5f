package dev.letterbox.rest.http.problem;

import dev.letterbox.shared.jdbc.Database;
import jakarta.ws.rs.core.Response;
import java.util.Collections;
import java.util.Map;
import java.util.UUID;
import java.util.WeakHashMap;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Logs internal errors under an incident id, which is all that the response reveals. */
final class IncidentReporter {

  private static final Logger LOG = Logger.getLogger(IncidentReporter.class.getName());

  /** Jersey calls a mapper twice for the same exception. */
  private static final Map<Throwable, String> REPORTED =
      Collections.synchronizedMap(new WeakHashMap<>());

  private IncidentReporter() {}

  static Response report(Throwable cause) {
    return report(cause, "An internal error occurred.");
  }

  /**
   * Logs an internal error.
   *
   * @param detail text of the response, without internals
   */
  static Response report(Throwable cause, String detail) {
    String incident = REPORTED.computeIfAbsent(cause, IncidentReporter::log);
    return Problem.serverError(detail, incident).toResponse();
  }

  /** A 503: nothing was stored, and the same request may succeed later. */
  static Response serviceUnavailable(Throwable cause) {
    LOG.log(Level.WARNING, cause, () -> "Request answered with 503");
    return Problem.of(503, "Try again in a moment.").toResponse(1);
  }

  /** A 503: the query of a user takes too long, at least at the moment. */
  static Response queryTimeout(Throwable cause) {
    LOG.log(Level.INFO, "Request answered with 503, because a query took too long: {0}", cause);
    String detail =
        "The query took longer than %d seconds; use fewer words, or a narrower filter."
            .formatted(Database.MAX_QUERY_SECONDS);
    return Problem.of(503, detail).toResponse(Database.MAX_QUERY_SECONDS);
  }

  private static String log(Throwable cause) {
    String incident = UUID.randomUUID().toString();
    LOG.log(Level.SEVERE, cause, () -> "Incident " + incident);
    return incident;
  }
}
