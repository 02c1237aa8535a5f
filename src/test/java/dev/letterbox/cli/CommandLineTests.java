package dev.letterbox.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.letterbox.testing.client.CommandLine;
import dev.letterbox.testing.client.HttpTestSupport;
import dev.letterbox.testing.client.TestEnvironment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;

/** Maintenance from the command line, with the shipped program and a running server. */
public interface CommandLineTests extends HttpTestSupport {

  @Test
  default void command_line_cleans_up_and_checks_up() throws Exception {
    CommandLine cleanup = CommandLine.run("cleanup", "--days", "36500");
    assertEquals(
        "Cleanup: 0 conversations with 0 messages and 0 deliveries removed.",
        cleanup.output().strip());
    assertEquals(0, cleanup.status());
    CommandLine checkup = CommandLine.run("checkup");
    assertTrue(checkup.output().startsWith("Checkup: "), checkup.output());
    assertEquals(0, checkup.status(), checkup.output());
    assertEquals(0, CommandLine.run("checkup", "--repair").status());
  }

  @Test
  default void command_line_refuses_what_it_does_not_know() throws Exception {
    for (String[] command :
        new String[][] {{}, {"nonsense"}, {"cleanup", "--days", "99999"}, {"x".repeat(5000)}}) {
      CommandLine refused = CommandLine.run(command);
      assertEquals(2, refused.status(), refused.output());
      assertTrue(refused.output().length() > 10, "it says why");
    }
    Path nobody = Path.of("nobody-listens.sock");
    assertEquals(2, CommandLine.runAt(nobody, "checkup").status());
  }

  @Test
  default void socket_file_is_for_the_user_of_the_server_only() throws Exception {
    assertEquals(
        "rw-------",
        PosixFilePermissions.toString(
            Files.getPosixFilePermissions(TestEnvironment.maintenanceSocket())));
  }
}
