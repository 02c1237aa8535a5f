package dev.letterbox.rest;

import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.core.Response;

/** A request that is refused for a reason of ours, which the caller may read. */
class RefusedException extends ClientErrorException {

  private static final long serialVersionUID = 1L;

  RefusedException(Response.Status status, String detail) {
    super(detail, status);
  }

  RefusedException(Response.Status status, String detail, Throwable cause) {
    super(detail, status, cause);
  }
}
