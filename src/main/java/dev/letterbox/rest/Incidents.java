package dev.letterbox.rest;

import jakarta.ws.rs.core.Response;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Faults of the server: the log gets all of it, the caller a number to ask about. */
final class Incidents {

  private static final Logger LOG = Logger.getLogger(Incidents.class.getName());

  private Incidents() {}

  static Response report(Throwable cause) {
    String incident = UUID.randomUUID().toString();
    LOG.log(Level.SEVERE, cause, () -> "Incident " + incident);
    return Problem.ofServer(incident).toResponse();
  }
}
