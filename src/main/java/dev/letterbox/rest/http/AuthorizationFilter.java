package dev.letterbox.rest.http;

import dev.letterbox.rest.http.problem.Problem;
import dev.letterbox.shared.config.AnonymousAccess;
import dev.letterbox.shared.config.Setting;
import dev.letterbox.shared.config.Settings;
import dev.letterbox.shared.security.LoginMethods;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.ForbiddenException;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.ext.Provider;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Enforces the {@link AccessRule} of every route in the same way on every server. A route without a
 * declaration is denied. Runs before the filters of the servers, which read the same annotations
 * but ignore superclasses and answer with other bodies.
 */
@Provider
@Priority(Priorities.AUTHORIZATION - 1)
public class AuthorizationFilter implements ContainerRequestFilter {

  private static final int UNAUTHORIZED = Response.Status.UNAUTHORIZED.getStatusCode();

  private final Map<Route, AccessRule> rules = new ConcurrentHashMap<>();

  @Inject private Settings settings;
  @Inject private LoginMethods loginMethods;
  @Context private ResourceInfo resource;
  @Context private HttpServletRequest servletRequest;

  private record Route(Class<?> resourceClass, Method method) {

    AccessRule rule() {
      return AccessRule.of(resourceClass, method);
    }
  }

  @Override
  public void filter(ContainerRequestContext request) {
    SecurityContext caller = request.getSecurityContext();
    if (HttpMethod.OPTIONS.equals(request.getMethod())) {
      return; // see OptionsFilter
    }
    Route route = new Route(resource.getResourceClass(), resource.getResourceMethod());
    if (rules.computeIfAbsent(route, Route::rule).permits(caller::isUserInRole)) {
      return;
    }
    if (caller.getUserPrincipal() != null) {
      throw new ForbiddenException();
    }
    request.abortWith(unauthenticatedResponse());
  }

  private Response unauthenticatedResponse() {
    Problem unauthenticated = Problem.unauthenticated(servletRequest, loginMethods);
    return Optional.of(unauthenticated)
        .filter(problem -> problem.status() == UNAUTHORIZED)
        .flatMap(problem -> emptyResponse())
        .orElseGet(unauthenticated::toResponse);
  }

  private Optional<Response> emptyResponse() {
    Method method = resource.getResourceMethod();
    return settings.get(Setting.ANONYMOUS_ACCESS) == AnonymousAccess.EMPTY
        ? AccessRule.findAnnotation(AnonymousResponse.class, resource.getResourceClass(), method)
            .map(AuthorizationFilter::toResponse)
        : Optional.empty();
  }

  private static Response toResponse(AnonymousResponse declared) {
    return declared.json().isEmpty()
        ? Problem.of(404).toResponse()
        : Response.ok(
                declared.json().getBytes(StandardCharsets.UTF_8), MediaType.APPLICATION_JSON_TYPE)
            .build();
  }
}
