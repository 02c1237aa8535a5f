package dev.letterbox.testing.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The program of the shipped {@code cli} jar, started as anybody does.
 *
 * @param status with which it has ended
 * @param output all that it wrote
 */
public record CommandLine(int status, String output) {

  /** Asks the server of this JVM. */
  public static CommandLine run(String... arguments) throws IOException, InterruptedException {
    return runAt(TestEnvironment.maintenanceSocket(), arguments);
  }

  /** Asks whoever listens at this file. */
  public static CommandLine runAt(Path socket, String... arguments)
      throws IOException, InterruptedException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    List<String> command =
        new ArrayList<>(List.of(java, "-jar", TestEnvironment.property("letterbox.test.cli")));
    command.addAll(List.of("--socket", socket.toString()));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    return new CommandLine(process.waitFor(), output);
  }
}
