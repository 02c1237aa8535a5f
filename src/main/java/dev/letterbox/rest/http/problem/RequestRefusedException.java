package dev.letterbox.rest.http.problem;

import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

/** A rejected request, with a text for the response. */
public class RequestRefusedException extends ClientErrorException {

  private static final long serialVersionUID = 1L;

  public RequestRefusedException(Response.Status status, String detail) {
    super(detail, status);
  }

  private RequestRefusedException(Response response, String detail) {
    super(detail, response);
  }

  /** A 429 with {@code Retry-After}. */
  public static RequestRefusedException tooManyRequests(long seconds, String detail) {
    return new RequestRefusedException(
        Response.status(Response.Status.TOO_MANY_REQUESTS)
            .header(HttpHeaders.RETRY_AFTER, seconds)
            .build(),
        detail);
  }

  public RequestRefusedException(Response.Status status, String detail, Throwable cause) {
    super(detail, status, cause);
  }
}
