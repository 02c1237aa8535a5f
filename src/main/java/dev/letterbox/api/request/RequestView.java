package dev.letterbox.api.request;

import jakarta.servlet.http.HttpServletMapping;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.MappingMatch;
import java.util.regex.Pattern;

/**
 * The view of a request: the application and the location in it that handles the request, like
 * {@code shop:OrdersResource.ship}. It contains no ids and is the same on every server.
 *
 * <p>It is, in this order:
 *
 * <ol>
 *   <li>the attribute {@link RequestAttributes#VIEW}, which {@link #set} sets; Letterbox sets it
 *       for the JAX-RS resources of its own WAR, to class and method;
 *   <li>the path of the servlet, like {@code shop:/orders.xhtml}; {@code /} for the default
 *       servlet, which serves any path.
 * </ol>
 *
 * <p>The application is the context path without the slash; the view of an application at the root
 * has no application and no colon.
 */
public final class RequestView {

  /** Maximum number of characters of a view; longer ones are cut off. */
  static final int MAX_LENGTH = 255;

  private static final Pattern NOT_ALLOWED = Pattern.compile("[\\p{Cc}\\p{Cs}\\p{Zl}\\p{Zp}]");

  private RequestView() {}

  /**
   * Sets the view of a request. For code that routes requests: a JAX-RS filter, the dispatcher of a
   * framework.
   *
   * @param location a stable name, like {@code OrdersResource.ship}
   */
  public static void set(HttpServletRequest request, String location) {
    request.setAttribute(RequestAttributes.VIEW, qualified(request, location));
  }

  /** The view of a request: one line, at most 255 characters. */
  public static String of(HttpServletRequest request) {
    Object explicitView = request.getAttribute(RequestAttributes.VIEW);
    String view =
        explicitView == null ? qualified(request, servletPath(request)) : explicitView.toString();
    String shortened = view.length() > MAX_LENGTH ? view.substring(0, MAX_LENGTH) : view;
    return NOT_ALLOWED.matcher(shortened).replaceAll("?");
  }

  private static String qualified(HttpServletRequest request, String location) {
    String context = request.getContextPath();
    return context.isEmpty() ? location : context.substring(1) + ":" + location;
  }

  private static String servletPath(HttpServletRequest request) {
    HttpServletMapping mapping = request.getHttpServletMapping();
    boolean isUnnamed =
        mapping.getMappingMatch() == MappingMatch.DEFAULT || request.getServletPath().isEmpty();
    return isUnnamed ? "/" : request.getServletPath();
  }
}
