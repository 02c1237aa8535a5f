package dev.letterbox.rest;

import dev.letterbox.api.LetterboxException;
import dev.letterbox.shared.UncheckedSqlException;
import jakarta.ejb.EJBAccessException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** Everything else: what a container wrapped is unwrapped, the rest is the server's fault. */
@Provider
public class AnyExceptionMapper implements ExceptionMapper<Throwable> {

  @Override
  public Response toResponse(Throwable e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof LetterboxException refused) {
        return new LetterboxExceptionMapper().toResponse(refused);
      }
      if (cause instanceof WebApplicationException refused) {
        return new WebApplicationExceptionMapper().toResponse(refused);
      }
      if (cause instanceof UncheckedSqlException failure && failure.isPassing()) {
        return Incidents.passing(failure);
      }
      if (cause instanceof EJBAccessException) {
        return Problem.of(403).toResponse();
      }
    }
    return Incidents.report(e);
  }
}
