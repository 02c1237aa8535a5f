package dev.letterbox.rest.notification;

import dev.letterbox.api.account.Roles;
import dev.letterbox.api.notification.PreferenceChange;
import dev.letterbox.api.notification.PreferenceService;
import dev.letterbox.rest.http.json.JsonBody;
import dev.letterbox.rest.http.RequestBodies;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;

/** Notification preferences of the caller. */
@Path("preferences")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.USER)
public class PreferencesResource {

  @EJB private PreferenceService preferences;
  @Context private SecurityContext security;

  @GET
  public PreferencesView get() {
    return PreferencesView.of(preferences.preferences(caller()));
  }

  /** Changes the given preferences and keeps the others. */
  @PATCH
  @Consumes(MediaType.APPLICATION_JSON)
  public PreferencesView change(JsonBody body) {
    PreferenceChange change =
        RequestBodies.preferenceChange(RequestBodies.requireBody(body), caller());
    return PreferencesView.of(preferences.change(change));
  }

  private String caller() {
    return security.getUserPrincipal().getName();
  }
}
