package dev.letterbox.testing.otherapp;

import dev.letterbox.api.request.RequestView;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;

/** Sets the view of a request. */
@Provider
public class OrdersViewFilter implements ContainerRequestFilter {

  @Context private ResourceInfo resource;
  @Context private HttpServletRequest request;

  @Override
  public void filter(ContainerRequestContext context) {
    RequestView.set(request, "orders." + resource.getResourceMethod().getName());
  }
}
