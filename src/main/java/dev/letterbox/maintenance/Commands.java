package dev.letterbox.maintenance;

import dev.letterbox.api.InvalidInputException;
import dev.letterbox.api.maintenance.CheckupReport;
import dev.letterbox.api.maintenance.CleanupReport;
import dev.letterbox.api.maintenance.MaintenanceService;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Executes what somebody asks for on the command line. The answer is text for a person, and a last
 * line {@code exit 0}, 1 (the checkup has found something) or 2 (it was not done).
 */
@ApplicationScoped
class Commands {

  private static final List<String> USAGE =
      List.of("Commands: cleanup [--days N], checkup [--repair]", "exit 2");
  private static final Pattern CLEANUP = Pattern.compile("cleanup(?: --days ([0-9]{1,5}))?");

  @EJB private MaintenanceService maintenance;

  /** The lines that answer a command. */
  List<String> execute(String command) {
    Matcher cleanup = CLEANUP.matcher(command);
    try {
      if (cleanup.matches()) {
        return cleanUp(cleanup.group(1));
      }
      return switch (command) {
        case "checkup" -> answer(maintenance.checkUp());
        case "checkup --repair" -> answer(maintenance.repair());
        default -> USAGE;
      };
    } catch (InvalidInputException e) {
      return List.of(e.getMessage(), "exit 2");
    }
  }

  private List<String> cleanUp(String days) {
    CleanupReport report =
        days == null ? maintenance.cleanUp() : maintenance.cleanUp(Integer.parseInt(days));
    return List.of(ReportFormatter.summary(report), "exit 0");
  }

  private static List<String> answer(CheckupReport report) {
    List<String> lines = new ArrayList<>(ReportFormatter.details(report));
    lines.add(report.isClean() ? "exit 0" : "exit 1");
    return lines;
  }
}
