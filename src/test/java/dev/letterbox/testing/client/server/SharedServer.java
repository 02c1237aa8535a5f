package dev.letterbox.testing.client.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;

/**
 * A server that all HTTP tests of a JVM share, one for each configuration. The first test starts
 * it; it ends with the JVM. {@code letterbox.test.server} says on which server the shipped WAR
 * runs: {@code payara} (the default) or {@code wildfly}.
 */
public final class SharedServer {

  /** The shipped WAR in demo mode. */
  public static final SharedServer SHIPPED = new SharedServer(SharedServer::startShipped);

  /** The shipped WAR without demo mode and with other values than the defaults. */
  public static final SharedServer PRODUCTION =
      new SharedServer(() -> startPayara("production", "letterbox.test.war", true));

  /** The WAR of examples/alerts in demo mode. */
  public static final SharedServer CUSTOMISED =
      new SharedServer(() -> startPayara("customised", "letterbox.test.alerts.war", false));

  private final Supplier<URI> start;
  private URI base;

  private SharedServer(Supplier<URI> start) {
    this.start = start;
  }

  /** Address of the application. */
  public synchronized URI base() {
    if (base == null) {
      base = start.get();
    }
    return base;
  }

  /** Whether the shipped WAR runs on WildFly. */
  public static boolean isOnWildFly() {
    return shippedOn().equals("wildfly");
  }

  private static String shippedOn() {
    return System.getProperty("letterbox.test.server", "payara");
  }

  private static URI startShipped() {
    return switch (shippedOn()) {
      case "payara" -> startPayara("shipped", "letterbox.test.war", false);
      case "wildfly" -> startWildFly();
      default -> throw new IllegalArgumentException("letterbox.test.server=" + shippedOn());
    };
  }

  private static URI startPayara(String name, String war, boolean production) {
    return PayaraNode.start(
            name,
            Path.of(TestEnvironment.property(war)),
            TestEnvironment.settings(name, production),
            List.of())
        .base();
  }

  private static URI startWildFly() {
    try {
      return WildFlyServer.start().base();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
