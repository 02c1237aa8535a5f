package dev.letterbox.rest;

import dev.letterbox.shared.LogInWays;
import dev.letterbox.shared.Setting;
import dev.letterbox.shared.Settings;
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
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.ext.Provider;
import java.lang.reflect.Method;
import java.util.Optional;

/**
 * The gate of the api: holds every route against what it declares, in the same way on every server.
 * A route that declares nothing is closed. It comes before the filters of the servers, which look
 * at the same annotations but not in superclasses, and answer otherwise.
 */
@Provider
@Priority(Priorities.AUTHORIZATION - 1)
public class AccessFilter implements ContainerRequestFilter {

  private static final int UNAUTHORIZED = Response.Status.UNAUTHORIZED.getStatusCode();

  @Inject private Settings settings;
  @Inject private LogInWays ways;
  @Context private ResourceInfo resource;
  @Context private HttpServletRequest servletRequest;

  @Override
  public void filter(ContainerRequestContext request) {
    SecurityContext caller = request.getSecurityContext();
    if (HttpMethod.OPTIONS.equals(request.getMethod())) {
      return; // answered by the server, see OptionsFilter
    }
    if (Access.of(resource.getResourceClass(), resource.getResourceMethod())
        .permits(caller::isUserInRole)) {
      return;
    }
    if (caller.getUserPrincipal() != null) {
      throw new ForbiddenException();
    }
    request.abortWith(answerToNobody());
  }

  private Response answerToNobody() {
    Problem refusal = Problem.ofNobody(servletRequest, ways);
    return Optional.of(refusal)
        .filter(problem -> problem.status() == UNAUTHORIZED)
        .flatMap(problem -> nothing())
        .orElseGet(refusal::toResponse);
  }

  private Optional<Response> nothing() {
    Method method = resource.getResourceMethod();
    return settings.get(Setting.ANONYMOUS) == Setting.Anonymous.EMPTY
        ? Access.annotation(ForAnonymous.class, resource.getResourceClass(), method)
            .map(found -> found.value().answer())
        : Optional.empty();
  }
}
