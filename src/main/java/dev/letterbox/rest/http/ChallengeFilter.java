package dev.letterbox.rest.http;

import dev.letterbox.shared.security.LoginMethods;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;
import java.util.ArrayList;

/** Adds the challenges of the enabled login methods to each 401 that has none. */
@Provider
public class ChallengeFilter implements ContainerResponseFilter {

  @Inject private LoginMethods loginMethods;
  @Context private HttpServletRequest servletRequest;

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    if (response.getStatus() == Response.Status.UNAUTHORIZED.getStatusCode()
        && !response.getHeaders().containsKey(HttpHeaders.WWW_AUTHENTICATE)) {
      response
          .getHeaders()
          .put(
              HttpHeaders.WWW_AUTHENTICATE,
              new ArrayList<>(loginMethods.challenges(servletRequest)));
    }
  }
}
