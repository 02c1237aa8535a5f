package dev.letterbox.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.letterbox.testing.client.HttpTestSupport;
import dev.letterbox.testing.client.server.Deployments;
import dev.letterbox.testing.client.server.NodeTestSupport;
import dev.letterbox.testing.client.server.PayaraNode;
import dev.letterbox.testing.client.server.ScriptedSmtpServer;
import dev.letterbox.testing.client.server.SharedServer;
import dev.letterbox.testing.client.server.TestEnvironment;
import dev.letterbox.testing.client.server.WildFlyServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jboss.shrinkwrap.api.Archive;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;

/** A server with Letterbox, what the benchmark adds to it, and the application of the floors. */
record BenchmarkServer(URI base, ProcessHandle process, Runnable stop)
    implements HttpTestSupport, AutoCloseable {

  /**
   * What the server reports of itself.
   *
   * @param roundTrips to PostgreSQL, since the start
   * @param parses statements that PostgreSQL parsed since the start
   * @param usedHeap bytes after the last garbage collection
   */
  record State(long roundTrips, long parses, long usedHeap) {}

  /**
   * Starts Payara Micro or WildFly with demo users, who are notified by e-mail alone.
   *
   * @param databaseUrl of PostgreSQL
   */
  static BenchmarkServer start(String name, ScriptedSmtpServer smtp, String databaseUrl)
      throws IOException {
    Map<String, String> settings = new HashMap<>(TestEnvironment.settings());
    settings.putAll(NodeTestSupport.settingsFor(smtp));
    settings.put("letterbox.db.url", databaseUrl + Deployments.COUNTING_DRIVER);
    Archive<?> letterbox = Deployments.withBenchmark();
    Archive<?> floor = Deployments.floor();
    if (SharedServer.isOnWildFly()) {
      WildFlyServer server = WildFlyServer.start(settings, List.of(letterbox, floor));
      return new BenchmarkServer(server.base(), server.process(), server::close);
    }
    return of(
        PayaraNode.start(
            name, export(letterbox), settings, List.of("--deploy", export(floor).toString())));
  }

  private static BenchmarkServer of(PayaraNode node) {
    return new BenchmarkServer(node.base(), node.process(), node::close);
  }

  /** Starts it on embedded Derby; nobody is notified. */
  static BenchmarkServer startOnDerby(String name) {
    Map<String, String> settings = new HashMap<>(TestEnvironment.settings());
    settings.keySet().removeIf(setting -> setting.matches("letterbox\\.(db|smtp)\\..*"));
    settings.put("letterbox.data", TestEnvironment.directory().resolve(name).toString());
    settings.put("letterbox.notifications.off", "*:log");
    settings.put("letterbox.notifications.locked", "*:log");
    Path letterbox = export(Deployments.withBenchmark());
    return of(PayaraNode.start(name, letterbox, settings, List.of()));
  }

  private static Path export(Archive<?> archive) {
    Path file = TestEnvironment.directory().resolve(archive.getName());
    archive.as(ZipExporter.class).exportTo(file.toFile(), true);
    return file;
  }

  @Override
  public boolean isLetterboxPath(String path) {
    return !path.startsWith("benchmark");
  }

  /** The body of the response to an anonymous request. */
  String get(String path) throws IOException {
    try (RequestLoad connection = new RequestLoad(base)) {
      RequestLoad.Response response =
          connection.send(RequestLoad.request(base, "GET", path, "", ""));
      assertEquals(200, response.status(), response.body());
      return response.body();
    }
  }

  State state() throws IOException {
    String[] numbers = get("benchmark/state").split(" ", -1);
    return new State(
        Long.parseLong(numbers[0]), Long.parseLong(numbers[1]), Long.parseLong(numbers[2]));
  }

  Duration cpu() {
    return new ProcessCpu(process).total();
  }

  @Override
  public void close() {
    stop.run();
  }
}
