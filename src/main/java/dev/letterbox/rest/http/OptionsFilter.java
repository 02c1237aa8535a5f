package dev.letterbox.rest.http;

import dev.letterbox.shared.security.LoginMethods;
import jakarta.inject.Inject;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.ext.Provider;

/**
 * Which methods a URL knows is told to those who are logged in. RESTEasy tells it before any other
 * filter is asked, so this one comes first.
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
