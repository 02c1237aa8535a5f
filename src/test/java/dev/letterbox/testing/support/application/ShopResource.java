package dev.letterbox.testing.support.application;

import dev.letterbox.api.DeliveryReport;
import dev.letterbox.api.account.Roles;
import dev.letterbox.api.request.Notices;
import dev.letterbox.api.request.RequestAttributes;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.transaction.Transactional;
import jakarta.transaction.UserTransaction;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * An application in the same WAR as Letterbox; it answers with the ids of the notices it creates.
 */
@Path("shop")
@RequestScoped
@RolesAllowed(Roles.USER)
public class ShopResource {

  @Inject private Notices notices;
  @Inject private UserTransaction transaction;
  @Inject private HttpServletRequest request;

  @POST
  @Path("orders/{number}")
  public long order() {
    return id(notices.info("Saved.", "order", "new"));
  }

  @POST
  @Path("orders/{number}/payment")
  @Transactional
  public long pay() {
    return id(notices.success("Paid."));
  }

  @POST
  @Path("orders/{number}/cancellation")
  public long cancel() throws Exception {
    transaction.begin();
    long id = id(notices.info("Cancelled."));
    transaction.rollback();
    return id;
  }

  @POST
  @Path("basket")
  public long fill() {
    request.setAttribute(RequestAttributes.VIEW, "demo:basket\n" + "x".repeat(300));
    return id(notices.info("In the basket."));
  }

  /** Creates a notice of each level; answers with their ids by level. */
  @POST
  @Path("levels")
  public Map<String, Long> levels() {
    Map<String, Long> ids = new TreeMap<>();
    ids.put("10", id(notices.debug("d")));
    ids.put("20", id(notices.info("i")));
    ids.put("25", id(notices.success("s")));
    ids.put("30", id(notices.warning("w")));
    ids.put("40", id(notices.error("e")));
    ids.put("77", id(notices.add(77, "any")));
    return ids;
  }

  @POST
  @Path("nonsense")
  public DeliveryReport nonsense() {
    return notices.info("Not stored.", " ");
  }

  private static long id(DeliveryReport report) {
    return report.messageId().getAsLong();
  }
}
