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

  /**
   * Refuses a request that has to wait: a 429 with {@code Retry-After}.
   *
   * @param seconds 0 if it need not
   */
  public static void throwIfWaiting(long seconds) {
    if (seconds > 0) {
      throw new RequestRefusedException(
          Response.status(Response.Status.TOO_MANY_REQUESTS)
              .header(HttpHeaders.RETRY_AFTER, seconds)
              .build(),
          "Too many requests. Try again later.");
    }
  }

  /** A 415 with {@code Accept-Encoding}, for a body that is encoded. */
  public static RequestRefusedException unsupportedEncoding() {
    return new RequestRefusedException(
        Response.status(Response.Status.UNSUPPORTED_MEDIA_TYPE)
            .header(HttpHeaders.ACCEPT_ENCODING, "identity")
            .build(),
        "Send the body without a content encoding.");
  }

  public RequestRefusedException(Response.Status status, String detail, Throwable cause) {
    super(detail, status, cause);
  }
}
