package dev.letterbox.rest.http;

import dev.letterbox.rest.http.problem.Problem;
import dev.letterbox.shared.security.LoginMethods;
import jakarta.inject.Inject;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.ext.Provider;

/**
 * Rejects OPTIONS without a log-in. Runs before matching, because RESTEasy answers OPTIONS before
 * any other filter.
 */
@Provider
@PreMatching
public class OptionsFilter implements ContainerRequestFilter {

  @Inject private LoginMethods loginMethods;

  @Override
  public void filter(ContainerRequestContext request) {
    if (HttpMethod.OPTIONS.equals(request.getMethod())
        && request.getSecurityContext().getUserPrincipal() == null) {
      request.abortWith(Problem.of(401, loginMethods.loginHint()).toResponse());
    }
  }
}
