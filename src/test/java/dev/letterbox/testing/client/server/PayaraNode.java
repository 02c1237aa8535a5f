package dev.letterbox.testing.client.server;

import static org.awaitility.Awaitility.await;

import dev.letterbox.testing.support.TestHttpClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * A Payara Micro in its own JVM, on a free port of the loopback interface. Several with the same
 * settings are nodes of one installation.
 */
public final class PayaraNode implements AutoCloseable {

  /** Enough for a machine that runs several builds at once. */
  static final Duration START_TIMEOUT = Duration.ofMinutes(5);

  private final int port = Ports.free(1).get(0);
  private final String name;
  private final Process process;

  private PayaraNode(String name, Path war, Map<String, String> settings, List<String> options) {
    this.name = name;
    this.process = startProcess(war, settings, options);
  }

  /**
   * Starts a node, and waits until it answers.
   *
   * @param settings settings in addition to {@link TestEnvironment#settings}
   */
  public static PayaraNode start(String name, Map<String, String> settings) {
    return start(name, settings, List.of());
  }

  /**
   * Starts a node with more options of Payara Micro.
   *
   * @param options for example {@code --deploy} and the path of another WAR
   */
  public static PayaraNode start(String name, Map<String, String> settings, List<String> options) {
    Map<String, String> allSettings = new TreeMap<>(TestEnvironment.settings());
    allSettings.putAll(settings);
    return start(
        name, Path.of(TestEnvironment.property("letterbox.test.war")), allSettings, options);
  }

  /** Starts a node with another WAR, and with these settings only. */
  public static PayaraNode start(
      String name, Path war, Map<String, String> settings, List<String> options) {
    PayaraNode node = new PayaraNode(name, war, settings, options);
    Runtime.getRuntime().addShutdownHook(new Thread(node::kill));
    try {
      await()
          .atMost(START_TIMEOUT)
          .pollInterval(Duration.ofMillis(200))
          .failFast(name + " has ended", () -> !node.process.isAlive())
          .ignoreExceptions()
          .until(() -> TestHttpClient.at(node.base()).get("api/openapi.json").statusCode() == 200);
      return node;
    } catch (RuntimeException e) {
      node.kill();
      throw e;
    }
  }

  private Process startProcess(Path war, Map<String, String> settings, List<String> options) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx512m");
    command.addAll(TestEnvironment.jvmOptions());
    command.add("-Duser.timezone=Europe/Berlin"); // another zone than UTC must have no effect
    command.add("-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"));
    command.add("-Dletterbox.test.imap.port=" + TestMailServer.imapPort());
    TestEnvironment.propertiesOfTests()
        .forEach((key, value) -> command.add("-D" + key + "=" + value));
    settings.forEach((key, value) -> command.add("-D" + key + "=" + value));
    command.addAll(List.of("-jar", TestEnvironment.property("payara.microJar")));
    command.addAll(List.of("--disablephonehome", "--nocluster", "--port", Integer.toString(port)));
    Path preBoot =
        Path.of(TestEnvironment.property("letterbox.test.classes"), "listen-on-loopback.asadmin");
    command.addAll(List.of("--prebootcommandfile", preBoot.toString()));
    command.addAll(List.of("--postbootcommandfile", TestEnvironment.postBootScript().toString()));
    command.addAll(List.of("--deploy", war.toString()));
    command.addAll(options);
    try {
      return new ProcessBuilder(command)
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.appendTo(logFile().toFile()))
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException(name + " does not start", e);
    }
  }

  private Path logFile() {
    return TestEnvironment.directory().resolve(name + ".log");
  }

  /** The log so far, which earlier nodes of the same name began. */
  public String log() throws IOException {
    return Files.readString(logFile());
  }

  /** The HTTP port. */
  int port() {
    return port;
  }

  /** The process of the server. */
  public ProcessHandle process() {
    return process.toHandle();
  }

  /** Address of the application. */
  public URI base() {
    return URI.create("http://127.0.0.1:" + port + "/letterbox/");
  }

  /** Kills the process at once ({@code kill -9}). */
  public void kill() {
    process.destroyForcibly();
    awaitExit();
  }

  /** Stops the server regularly. */
  public void stop() {
    process.destroy();
    awaitExit();
    process.destroyForcibly();
  }

  @Override
  public void close() {
    stop();
  }

  private void awaitExit() {
    try {
      process.waitFor(30, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
