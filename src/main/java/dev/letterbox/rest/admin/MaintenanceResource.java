package dev.letterbox.rest.admin;

import dev.letterbox.api.account.Roles;
import dev.letterbox.api.maintenance.CheckupReport;
import dev.letterbox.api.maintenance.CleanupReport;
import dev.letterbox.api.maintenance.MaintenanceService;
import dev.letterbox.rest.http.json.JsonBody;
import dev.letterbox.rest.http.RequestBodies;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.OptionalInt;

/** Maintenance jobs, for administrators. They run within the request. */
@Path("maintenance")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.ADMIN)
public class MaintenanceResource {

  @EJB private MaintenanceService maintenance;

  @POST
  @Path("cleanup")
  @Consumes(MediaType.APPLICATION_JSON)
  public CleanupView cleanUp(JsonBody body) {
    JsonBody fields = RequestBodies.requireBody(body);
    OptionalInt days = fields.integer("days");
    fields.throwIfInvalid();
    CleanupReport report =
        days.isPresent() ? maintenance.cleanUp(days.getAsInt()) : maintenance.cleanUp();
    return CleanupView.of(report);
  }

  @POST
  @Path("checkup")
  @Consumes(MediaType.APPLICATION_JSON)
  public CheckupView checkUp(JsonBody body) {
    JsonBody fields = RequestBodies.requireBody(body);
    boolean repair = fields.flag("repair").orElse(false);
    fields.throwIfInvalid();
    CheckupReport report = repair ? maintenance.repair() : maintenance.checkUp();
    return CheckupView.of(report);
  }
}
