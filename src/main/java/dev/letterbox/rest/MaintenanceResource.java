package dev.letterbox.rest;

import dev.letterbox.api.CheckupReport;
import dev.letterbox.api.CleanupReport;
import dev.letterbox.api.MaintenanceService;
import dev.letterbox.api.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.OptionalInt;

/** Looks after the store, for administrators. The answer comes when it is done. */
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
    JsonBody fields = Bodies.needed(body);
    OptionalInt days = fields.integer("days");
    fields.finish();
    CleanupReport report =
        days.isPresent() ? maintenance.cleanUp(days.getAsInt()) : maintenance.cleanUp();
    return CleanupView.of(report);
  }

  @POST
  @Path("checkup")
  @Consumes(MediaType.APPLICATION_JSON)
  public CheckupView checkUp(JsonBody body) {
    JsonBody fields = Bodies.needed(body);
    boolean repair = fields.flag("repair").orElse(false);
    fields.finish();
    CheckupReport report = repair ? maintenance.repair() : maintenance.checkUp();
    return CheckupView.of(report);
  }
}
