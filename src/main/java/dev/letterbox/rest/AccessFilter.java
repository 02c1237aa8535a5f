package dev.letterbox.rest;

import dev.letterbox.shared.Names;
import jakarta.annotation.Priority;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.ForbiddenException;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.NotAuthorizedException;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.ext.Provider;
import java.util.stream.Stream;

/**
 * Holds every route against the roles that it declares, in the same way on every server. A route
 * that declares nothing is closed.
 */
@Provider
@Priority(Priorities.AUTHORIZATION)
public class AccessFilter implements ContainerRequestFilter {

  @Context private ResourceInfo resource;

  @Override
  public void filter(ContainerRequestContext request) {
    SecurityContext security = request.getSecurityContext();
    if (HttpMethod.OPTIONS.equals(request.getMethod())) {
      return; // answered with the methods that there are, to those who are logged in
    }
    if (security.getUserPrincipal() == null) {
      throw new NotAuthorizedException(Names.BASIC_CHALLENGE, Names.BEARER_CHALLENGE);
    }
    if (Stream.of(rolesAllowed()).noneMatch(security::isUserInRole)) {
      throw new ForbiddenException();
    }
  }

  private String[] rolesAllowed() {
    RolesAllowed ofMethod = resource.getResourceMethod().getAnnotation(RolesAllowed.class);
    if (ofMethod != null) {
      return ofMethod.value();
    }
    RolesAllowed ofClass = resource.getResourceClass().getAnnotation(RolesAllowed.class);
    return ofClass == null ? new String[0] : ofClass.value();
  }
}
