package dev.letterbox.rest.http.problem;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.util.List;

/**
 * Maps exceptions of the JAX-RS runtime and {@link RequestRefusedException}. Replaces texts of the
 * runtime, which differ between servers and reveal internals.
 */
@Provider
public class WebApplicationExceptionMapper implements ExceptionMapper<WebApplicationException> {

  private static final List<String> RETAINED_HEADERS =
      List.of(
          HttpHeaders.ALLOW,
          HttpHeaders.WWW_AUTHENTICATE,
          HttpHeaders.RETRY_AFTER,
          HttpHeaders.ACCEPT_ENCODING);

  @Override
  public Response toResponse(WebApplicationException e) {
    Response original = e.getResponse();
    if (original.getStatus() < 400) {
      return original;
    }
    if (original.getStatus() >= 500) {
      return IncidentReporter.report(e);
    }
    Problem problem =
        e instanceof RequestRefusedException
            ? Problem.of(original.getStatus(), e.getMessage())
            : Problem.of(original.getStatus());
    Response response = problem.toResponse();
    for (String header : RETAINED_HEADERS) {
      List<Object> values = original.getHeaders().get(header);
      if (values != null) {
        response.getHeaders().put(header, values);
      }
    }
    return response;
  }
}
