package com.example.alerts;

import dev.letterbox.api.Level;
import dev.letterbox.api.MessageFilter;
import dev.letterbox.api.account.Roles;
import dev.letterbox.rest.message.ListDefaults;
import dev.letterbox.rest.message.MessagesResource;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.Path;

/** The messages of moderators that need attention: warnings and above, 25 on a page. */
@Path("alerts")
@ApplicationScoped
@RolesAllowed(Roles.MODERATOR)
public class AlertsResource extends MessagesResource {

  @Override
  protected ListDefaults defaults() {
    return super.defaults().filter(MessageFilter.ALL.levelFrom(Level.WARNING)).pageSize(25);
  }
}
