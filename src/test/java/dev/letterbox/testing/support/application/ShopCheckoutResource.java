package dev.letterbox.testing.support.application;

import dev.letterbox.api.account.Roles;
import dev.letterbox.api.request.Notices;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;

/** A resource class that is an EJB. */
@Path("till")
@Stateless
@RolesAllowed(Roles.USER)
public class ShopCheckoutResource {

  @Inject private Notices notices;

  @POST
  public long open() {
    return notices.info("Open.").messageId().getAsLong();
  }
}
