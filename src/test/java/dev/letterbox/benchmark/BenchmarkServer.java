package dev.letterbox.benchmark;

import dev.letterbox.testing.client.HttpTestSupport;
import dev.letterbox.testing.client.server.Deployments;
import dev.letterbox.testing.client.server.NodeTestSupport;
import dev.letterbox.testing.client.server.PayaraNode;
import dev.letterbox.testing.client.server.ScriptedSmtpServer;
import dev.letterbox.testing.client.server.TestEnvironment;
import dev.letterbox.testing.client.server.TestPostgresql;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jboss.shrinkwrap.api.Archive;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;

/**
 * Payara Micro with Letterbox, what the benchmark adds to it, and the application of the floors.
 */
record BenchmarkServer(PayaraNode node) implements HttpTestSupport, AutoCloseable {

  /**
   * Starts it with demo users, who are notified by e-mail alone.
   *
   * @param databasePort the port by which it reaches PostgreSQL
   */
  static BenchmarkServer start(String name, ScriptedSmtpServer smtp, int databasePort) {
    Map<String, String> settings = new HashMap<>(TestEnvironment.settings());
    settings.putAll(NodeTestSupport.settingsFor(smtp));
    settings.putAll(TestPostgresql.settings(databasePort));
    Path letterbox = export(Deployments.withBenchmark());
    Path floor = export(Deployments.floor());
    return new BenchmarkServer(
        PayaraNode.start(name, letterbox, settings, List.of("--deploy", floor.toString())));
  }

  /** Starts it on embedded Derby; nobody is notified. */
  static BenchmarkServer startOnDerby(String name) {
    Map<String, String> settings = new HashMap<>(TestEnvironment.settings());
    settings.keySet().removeIf(setting -> setting.matches("letterbox\\.(db|smtp)\\..*"));
    settings.put("letterbox.data", TestEnvironment.directory().resolve(name).toString());
    settings.put("letterbox.notifications.off", "*:log");
    settings.put("letterbox.notifications.locked", "*:log");
    Path letterbox = export(Deployments.withBenchmark());
    return new BenchmarkServer(PayaraNode.start(name, letterbox, settings, List.of()));
  }

  private static Path export(Archive<?> archive) {
    Path file = TestEnvironment.directory().resolve(archive.getName());
    archive.as(ZipExporter.class).exportTo(file.toFile(), true);
    return file;
  }

  @Override
  public URI base() {
    return node.base();
  }

  @Override
  public boolean isLetterboxPath(String path) {
    return !path.startsWith("benchmark");
  }

  ProcessCpu cpu() {
    return new ProcessCpu(node.process());
  }

  @Override
  public void close() {
    node.close();
  }
}
