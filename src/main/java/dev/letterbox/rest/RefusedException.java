package dev.letterbox.rest;

import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

/** A request that is refused for a reason of ours, which the caller may read. */
class RefusedException extends ClientErrorException {

  private static final long serialVersionUID = 1L;

  RefusedException(Response.Status status, String detail) {
    super(detail, status);
  }

  private RefusedException(Response response, String detail) {
    super(detail, response);
  }

  /** A request that came too soon after others; it may come again after so many seconds. */
  static RefusedException tooMany(long seconds, String detail) {
    return new RefusedException(
        Response.status(Response.Status.TOO_MANY_REQUESTS)
            .header(HttpHeaders.RETRY_AFTER, seconds)
            .build(),
        detail);
  }

  RefusedException(Response.Status status, String detail, Throwable cause) {
    super(detail, status, cause);
  }
}
