package dev.letterbox.rest.http;

import dev.letterbox.api.request.RequestView;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;

/** Sets the view of a request to the class and method of its resource. */
@Provider
public class RequestViewFilter implements ContainerRequestFilter {

  @Context private ResourceInfo resource;
  @Context private HttpServletRequest request;

  @Override
  public void filter(ContainerRequestContext context) {
    RequestView.set(
        request,
        resource.getResourceClass().getSimpleName() + "." + resource.getResourceMethod().getName());
  }
}
