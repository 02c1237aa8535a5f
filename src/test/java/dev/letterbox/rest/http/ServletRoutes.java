package dev.letterbox.rest.http;

import dev.letterbox.testing.client.contract.ApiRoute;
import jakarta.annotation.security.RolesAllowed;
import jakarta.servlet.annotation.WebServlet;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** The routes of the api that servlets answer, all of them with GET. */
public final class ServletRoutes {

  private static final String API = "/api/";

  private ServletRoutes() {}

  public static List<ApiRoute> of(Collection<Class<?>> classes) {
    List<ApiRoute> routes = new ArrayList<>();
    for (Class<?> type : classes) {
      WebServlet servlet = type.getAnnotation(WebServlet.class);
      String[] patterns = servlet == null ? new String[0] : pathsOf(servlet);
      if (patterns.length > 0 && patterns[0].startsWith(API)) {
        String role = String.join(",", type.getAnnotation(RolesAllowed.class).value());
        routes.add(new ApiRoute("GET", patterns[0].substring(API.length()), role));
      }
    }
    return routes;
  }

  private static String[] pathsOf(WebServlet servlet) {
    return servlet.value().length > 0 ? servlet.value() : servlet.urlPatterns();
  }
}
