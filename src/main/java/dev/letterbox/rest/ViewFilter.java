package dev.letterbox.rest;

import dev.letterbox.api.request.RequestView;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;

/** Names the place that a request has reached: the class and the method of its resource. */
@Provider
public class ViewFilter implements ContainerRequestFilter {

  @Context private ResourceInfo resource;
  @Context private HttpServletRequest request;

  @Override
  public void filter(ContainerRequestContext context) {
    RequestView.reached(
        request,
        resource.getResourceClass().getSimpleName() + "." + resource.getResourceMethod().getName());
  }
}
