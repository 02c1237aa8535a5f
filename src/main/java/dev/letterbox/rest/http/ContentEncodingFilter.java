package dev.letterbox.rest.http;

import dev.letterbox.rest.http.problem.Problem;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;

/** Rejects encoded bodies, which would be read as they are. */
@Provider
@PreMatching
public class ContentEncodingFilter implements ContainerRequestFilter {

  private static final String IDENTITY = "identity";

  @Override
  public void filter(ContainerRequestContext request) {
    String encoding = request.getHeaderString(HttpHeaders.CONTENT_ENCODING);
    if (encoding != null && !encoding.isBlank() && !encoding.strip().equalsIgnoreCase(IDENTITY)) {
      Problem unsupported = Problem.of(415, "Send the body without a content encoding.");
      request.abortWith(
          Response.fromResponse(unsupported.toResponse())
              .header(HttpHeaders.ACCEPT_ENCODING, IDENTITY)
              .build());
    }
  }
}
