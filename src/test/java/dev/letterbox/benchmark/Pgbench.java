package dev.letterbox.benchmark;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.letterbox.benchmark.BenchmarkCase.Load;
import dev.letterbox.testing.client.server.TestEnvironment;
import dev.letterbox.testing.client.server.TestPostgresql;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Floors by the program {@code pgbench} of PostgreSQL, if it is on the path or in a folder of
 * Debian's packages.
 *
 * @param program its path
 */
record Pgbench(Path program) {

  private static final Path DEBIAN_FOLDER = Path.of("/usr/lib/postgresql");
  private static final Pattern PROCESSED =
      Pattern.compile("number of transactions actually processed: (\\d+)");

  static Optional<Pgbench> find() throws IOException {
    Stream<Path> onPath = Stream.of(System.getenv("PATH").split(":", -1)).map(Path::of);
    return Stream.concat(onPath, debianFolders().stream())
        .map(folder -> folder.resolve("pgbench"))
        .filter(Files::isExecutable)
        .findFirst()
        .map(Pgbench::new);
  }

  private static List<Path> debianFolders() throws IOException {
    if (!Files.isDirectory(DEBIAN_FOLDER)) {
      return List.of();
    }
    try (Stream<Path> versions = Files.list(DEBIAN_FOLDER)) {
      return versions.map(version -> version.resolve("bin")).toList();
    }
  }

  /** Repeats a script on all connections, at least for a second. */
  Load load(String script) throws IOException {
    Path file = Files.createTempFile(TestEnvironment.directory(), "pgbench", ".sql");
    Files.writeString(file, script);
    return (number, time) -> run(file, time);
  }

  private long run(Path script, Duration time) throws IOException {
    long seconds = Math.max(1, time.toSeconds());
    ProcessBuilder builder =
        new ProcessBuilder(
            program.toString(),
            "--no-vacuum",
            "--protocol=prepared",
            "--file=" + script,
            "--client=" + BenchmarkCases.CONNECTIONS,
            "--time=" + seconds,
            "--host=127.0.0.1",
            "--port=" + TestPostgresql.port(),
            "--username=" + TestPostgresql.USER,
            "letterbox");
    builder.environment().put("PGPASSWORD", TestPostgresql.PASSWORD);
    Process process = builder.redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    Matcher processed = PROCESSED.matcher(output);
    long count = processed.find() ? Long.parseLong(processed.group(1)) : 0;
    if (count == 0) {
      throw new IOException(output);
    }
    return count;
  }
}
