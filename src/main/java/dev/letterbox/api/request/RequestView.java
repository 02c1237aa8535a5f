package dev.letterbox.api.request;

import jakarta.servlet.http.HttpServletMapping;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.MappingMatch;
import java.util.regex.Pattern;

/**
 * The view of a request: the application and the place in it that the request has reached, like
 * {@code shop:OrdersResource.ship}. It names the place and not what is shown there, so it has no
 * ids in it, and it is the same on every server.
 *
 * <p>What it is, in this order:
 *
 * <ol>
 *   <li>the attribute {@link RequestAttributes#VIEW}, as it is. {@link #set} sets it; Letterbox
 *       does so for the JAX-RS resources of its own WAR, by class and method;
 *   <li>otherwise the path of the servlet, {@code shop:/orders.xhtml}; only {@code /} where the
 *       default servlet answers, whose path may be anything.
 * </ol>
 *
 * <p>The application is its context path without the slash; one at the root has no name, and its
 * views no colon.
 */
public final class RequestView {

  /** How many characters a view has at most; the rest is cut off. */
  static final int MAX_LENGTH = 255;

  private static final Pattern NOT_ALLOWED = Pattern.compile("[\\p{Cc}\\p{Cs}\\p{Zl}\\p{Zp}]");

  private RequestView() {}

  /**
   * Says which place in its application a request has reached. To be called by whatever leads
   * requests there: a JAX-RS filter, the dispatcher of a framework.
   *
   * @param location a name that stays the same, like {@code OrdersResource.ship}
   */
  public static void set(HttpServletRequest request, String location) {
    request.setAttribute(RequestAttributes.VIEW, qualified(request, location));
  }

  /** The view of a request, as a notice may have it: one line of at most 255 characters. */
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
