package dev.letterbox.rest.admin;

import dev.letterbox.api.account.Roles;
import dev.letterbox.api.maintenance.CheckupReport;
import dev.letterbox.api.maintenance.CheckupReport.Finding;
import dev.letterbox.api.maintenance.CleanupReport;
import dev.letterbox.api.maintenance.MaintenanceService;
import dev.letterbox.rest.http.json.JsonBody;
import dev.letterbox.shared.text.EnumNames;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;

/** Maintenance jobs, for administrators. They run within the request. */
@Path("maintenance")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.ADMIN)
public class MaintenanceResource {

  @EJB private MaintenanceService maintenance;

  @POST
  @Path("cleanup")
  @Consumes(MediaType.APPLICATION_JSON)
  public CleanupView cleanUp(JsonBody body) {
    JsonBody fields = JsonBody.require(body);
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
    JsonBody fields = JsonBody.require(body);
    boolean repair = fields.flag("repair").orElse(false);
    fields.throwIfInvalid();
    CheckupReport report = repair ? maintenance.repair() : maintenance.checkUp();
    return CheckupView.of(report);
  }

  /** Counts of the rows that a cleanup removed. */
  public record CleanupView(
      Instant before,
      long conversations,
      long messages,
      long deliveries,
      long notifications,
      long skipped) {

    static CleanupView of(CleanupReport report) {
      return new CleanupView(
          report.before(),
          report.conversations(),
          report.messages(),
          report.deliveries(),
          report.notifications(),
          report.skipped());
    }
  }

  /** The result of an integrity check. */
  public record CheckupView(
      Instant started, boolean clean, long messages, long mailboxes, List<FindingView> findings) {

    static CheckupView of(CheckupReport report) {
      return new CheckupView(
          report.startedAt(),
          report.isClean(),
          report.messages(),
          report.mailboxes(),
          report.findings().stream().map(FindingView::of).toList());
    }
  }

  /** All findings of one kind. */
  public record FindingView(
      String kind, String description, long number, long repaired, List<String> examples) {

    static FindingView of(Finding finding) {
      return new FindingView(
          EnumNames.of(finding.kind()),
          finding.kind().description(),
          finding.number(),
          finding.repaired(),
          finding.examples());
    }
  }
}
