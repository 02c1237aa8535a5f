package com.example.alerts;

import dev.letterbox.api.account.Roles;
import dev.letterbox.api.request.Notices;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;

/** A resource of the application, which notifies its caller. */
@Path("orders")
@ApplicationScoped
@RolesAllowed(Roles.USER)
public class OrdersResource {

  @Inject private Notices notices;

  /** Ships an order; the notice is sent if that succeeds. */
  @POST
  @Path("{number}/shipment")
  @Transactional
  public void ship(@PathParam("number") String number) {
    notices.success("Order " + number + " is on its way.", "order");
  }
}
