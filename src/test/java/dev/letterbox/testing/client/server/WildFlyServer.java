package dev.letterbox.testing.client.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import dev.letterbox.shared.config.Setting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jboss.shrinkwrap.api.Archive;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;

/**
 * A WildFly, started as its documentation describes, with archives in its deployments folder. It
 * listens on free ports of the loopback interface, and stops at {@link #close} or with this JVM.
 */
public final class WildFlyServer implements AutoCloseable {

  private final Path base = TestEnvironment.directory().resolve("wildfly");
  private final Path deployments = base.resolve("deployments");
  private final List<Integer> ports = Ports.free(4);
  private Process process;

  private WildFlyServer() {}

  /** Starts the server with the shipped WAR and the EAR. */
  public static WildFlyServer start() throws IOException {
    return start(
        TestEnvironment.settings(), List.<Archive<?>>of(Deployments.shipped(), Deployments.ear()));
  }

  /** Starts the server, and waits until the archives are deployed. */
  public static WildFlyServer start(Map<String, String> settings, List<Archive<?>> archives)
      throws IOException {
    WildFlyServer wildFly = new WildFlyServer();
    Runtime.getRuntime().addShutdownHook(new Thread(wildFly::close));
    try {
      wildFly.startProcess(settings, archives);
      archives.forEach(archive -> wildFly.awaitDeployment(archive.getName()));
      return wildFly;
    } catch (IOException | RuntimeException e) {
      wildFly.close();
      throw e;
    }
  }

  /** Address of the application. */
  public URI base() {
    return URI.create("http://127.0.0.1:" + ports.get(0) + "/letterbox/");
  }

  /** The process of the server, whose child is its JVM. */
  public ProcessHandle process() {
    return process.toHandle();
  }

  private void startProcess(Map<String, String> settings, List<Archive<?>> archives)
      throws IOException {
    Path home = Path.of(TestEnvironment.property("letterbox.test.wildfly"));
    copy(home.resolve("standalone"), base);
    for (Archive<?> archive : archives) {
      archive.as(ZipExporter.class).exportTo(deployments.resolve(archive.getName()).toFile());
    }
    List<String> command = new ArrayList<>();
    command.add(home.resolve("bin/standalone.sh").toString());
    command.add("--yaml=" + TestEnvironment.property("letterbox.test.wildfly.yaml"));
    command.add("-Djboss.server.base.dir=" + base);
    command.add("-b=127.0.0.1");
    command.add("-bmanagement=127.0.0.1");
    command.add("-Djboss.http.port=" + ports.get(0));
    command.add("-Djboss.https.port=" + ports.get(1));
    command.add("-Djboss.management.http.port=" + ports.get(2));
    command.add("-Djboss.management.https.port=" + ports.get(3));
    ProcessBuilder builder = new ProcessBuilder(command);
    Map<String, String> environment = builder.environment();
    environment.put("JAVA_HOME", System.getProperty("java.home"));
    environment.put(
        "JAVA_OPTS",
        "-Xmx512m -Djava.net.preferIPv4Stack=true "
            + String.join(" ", TestEnvironment.jvmOptions()));
    environment.put(
        "LAUNCH_JBOSS_IN_BACKGROUND", "true"); // forwards the signal that stops the server
    settings.forEach((key, value) -> environment.put(Setting.environmentVariable(key), value));
    process = builder.redirectErrorStream(true).redirectOutput(consoleFile().toFile()).start();
  }

  private void awaitDeployment(String name) {
    await()
        .atMost(PayaraNode.START_TIMEOUT)
        .pollInterval(Duration.ofMillis(200))
        .failFast("WildFly deploys " + name, () -> checkAlive(name))
        .until(() -> Files.exists(deployments.resolve(name + ".deployed")));
  }

  private void checkAlive(String name) {
    if (!process.isAlive() || Files.exists(deployments.resolve(name + ".failed"))) {
      throw new IllegalStateException("WildFly did not deploy " + name + ":\n" + readConsole());
    }
  }

  private Path consoleFile() {
    return base.resolveSibling("wildfly-console.log");
  }

  private String readConsole() {
    try {
      return Files.readString(consoleFile(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    if (process == null) {
      return;
    }
    List<ProcessHandle> children = process.descendants().toList();
    process.destroy();
    try {
      process.waitFor(30, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    children.forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> paths = Files.walk(from)) {
      for (Path path : paths.toList()) {
        Files.copy(path, to.resolve(from.relativize(path).toString()));
      }
    }
  }
}
