package dev.letterbox.rest.http.problem;

import dev.letterbox.api.LetterboxException;
import dev.letterbox.shared.jdbc.UncheckedSqlException;
import jakarta.ejb.EJBAccessException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** Maps all other exceptions: unwraps those of the container; the rest are internal errors. */
@Provider
public class DefaultExceptionMapper implements ExceptionMapper<Throwable> {

  @Override
  public Response toResponse(Throwable e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof LetterboxException refused) {
        return new LetterboxExceptionMapper().toResponse(refused);
      }
      if (cause instanceof WebApplicationException refused) {
        return new WebApplicationExceptionMapper().toResponse(refused);
      }
      if (cause instanceof UncheckedSqlException failure && failure.isTimeout()) {
        return IncidentReporter.queryTimeout(failure);
      }
      if (cause instanceof UncheckedSqlException failure && failure.isTransient()) {
        return IncidentReporter.serviceUnavailable(failure);
      }
      if (cause instanceof EJBAccessException) {
        return Problem.of(403).toResponse();
      }
    }
    return IncidentReporter.report(e);
  }
}
