package dev.letterbox.testing.otherapp;

import dev.letterbox.api.DeliveryReport;
import dev.letterbox.api.account.NotAuthenticatedException;
import dev.letterbox.api.request.Notices;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.transaction.UserTransaction;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;

/** Creates notices for the caller, and answers with the report. */
@Path("orders")
@RequestScoped
public class ShopOrdersResource {

  @Inject private Notices notices;
  @Inject private UserTransaction transaction;

  @POST
  @Path("{number}")
  public String save() {
    try {
      return report(notices.info("Saved.", "order"));
    } catch (NotAuthenticatedException e) {
      return e.getMessage();
    }
  }

  @POST
  @Path("{number}/cancellation")
  public String cancel() throws Exception {
    transaction.begin();
    String report = report(notices.info("Cancelled."));
    transaction.rollback();
    return report;
  }

  private static String report(DeliveryReport report) {
    return "delivered " + report.delivered() + ", unknown " + report.unknown();
  }
}
