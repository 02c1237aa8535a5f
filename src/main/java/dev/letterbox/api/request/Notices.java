package dev.letterbox.api.request;

import dev.letterbox.api.DeliveryReport;
import dev.letterbox.api.Level;
import dev.letterbox.api.MessageService;
import dev.letterbox.api.Notice;
import dev.letterbox.api.account.NotAuthenticatedException;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;

/**
 * Sends notices to the caller of the current request, for applications in the same WAR or EAR as
 * Letterbox:
 *
 * <pre>{@code
 * @Inject private Notices notices;
 * …
 * notices.success("Order 17 is on its way.", "order");
 * }</pre>
 *
 * <p>The recipient is {@link HttpServletRequest#getUserPrincipal}. The notice belongs to the
 * caller's session of Letterbox, if there is one. Its view is that of the request, see {@link
 * RequestView}.
 *
 * <p>Guarantees, rules and transactions are those of {@link MessageService#sendNotice}: the notice
 * commits or rolls back with the caller's transaction; an empty text or a level below the minimum
 * stores nothing. If the caller is not an active user of Letterbox, nothing is delivered and the
 * report says so.
 *
 * <p>Each method throws {@link NotAuthenticatedException} if there is no caller or no request, as
 * in a timer, and {@link dev.letterbox.api.InvalidInputException} if a tag or the text breaks a
 * rule of {@link Notice}. For other recipients use {@link MessageService}.
 */
@ApplicationScoped
public class Notices {

  private static final String NOT_LOGGED_IN = "You are not logged in.";

  @EJB(lookup = "java:app/letterbox/MessageService!dev.letterbox.api.MessageService")
  private MessageService messages;

  @Inject private HttpServletRequest request;

  public DeliveryReport debug(String text, String... tags) {
    return add(Level.DEBUG, text, tags);
  }

  public DeliveryReport info(String text, String... tags) {
    return add(Level.INFO, text, tags);
  }

  public DeliveryReport success(String text, String... tags) {
    return add(Level.SUCCESS, text, tags);
  }

  public DeliveryReport warning(String text, String... tags) {
    return add(Level.WARNING, text, tags);
  }

  public DeliveryReport error(String text, String... tags) {
    return add(Level.ERROR, text, tags);
  }

  /** A notice of any level. */
  public DeliveryReport add(int level, String text, String... tags) {
    String caller = caller();
    return messages.sendNotice(
        Notice.of(level, text)
            .tags(tags)
            .to(caller)
            .view(RequestView.of(request))
            .inSession((String) request.getAttribute(RequestAttributes.SESSION)));
  }

  private String caller() {
    Principal caller;
    try {
      caller = request.getUserPrincipal();
    } catch (ContextNotActiveException | IllegalStateException e) { // depends on the server
      throw new NotAuthenticatedException("There is no request (" + e + ")", NOT_LOGGED_IN);
    }
    if (caller == null) {
      throw new NotAuthenticatedException("The request has no caller", NOT_LOGGED_IN);
    }
    return caller.getName();
  }
}
