package dev.letterbox.testing.client.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Counts the threads of the servers of this JVM by {@code /proc}. */
public final class ServerThreads {

  private ServerThreads() {}

  public static int count() {
    return ProcessHandle.current()
        .descendants()
        .filter(process -> process.info().command().orElse("").endsWith("java"))
        .mapToInt(ServerThreads::threadsOf)
        .sum();
  }

  private static int threadsOf(ProcessHandle process) {
    try {
      return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
          .filter(line -> line.startsWith("Threads:"))
          .mapToInt(line -> Integer.parseInt(line.substring(8).strip()))
          .sum();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
