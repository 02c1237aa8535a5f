package dev.letterbox.testing.client.server;

import static java.util.Map.entry;

import dev.letterbox.testing.support.TestDatabase;
import dev.letterbox.testing.support.TestLength;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The paths of what the build has created, and the settings of the servers that the tests start.
 * {@code letterbox-test.properties}, filled in by Maven, contains the paths; a system property of
 * the same name wins. So a test runs in the same way from Maven and from an IDE.
 */
public final class TestEnvironment {

  /** The password of the first administrator of {@link SharedServer#PRODUCTION}. */
  public static final String ADMIN_PASSWORD = "for-this-test-run-only";

  /** The key of unsubscribe links. */
  public static final String NOTIFICATIONS_SECRET = "known-to-the-tests";

  private static final String MAIL_SESSION = "mail/letterbox";
  private static final String PREFIX = "letterbox.test.";

  /** Demo mode off, and other values than the defaults. */
  private static final Map<String, String> PRODUCTION =
      Map.ofEntries(
          entry("letterbox.admin.password", ADMIN_PASSWORD),
          entry("letterbox.users.cache-seconds", "0"),
          entry("letterbox.site.url", "https://letters.example.org/letterbox/"),
          entry("letterbox.rest.page-size", "3"),
          entry("letterbox.rest.max-page-size", "5"),
          entry("letterbox.rest.max-body", "2048"),
          entry("letterbox.rest.anonymous", "empty"),
          entry("letterbox.rest.paging", "cursor"),
          entry("letterbox.live.streams", "2"),
          entry("letterbox.mail.session", MAIL_SESSION),
          entry("letterbox.messages.delete-read", "true"),
          entry("letterbox.messages.mark-read", "false"),
          entry("letterbox.messages.allow-delete-unread", "true"),
          entry("letterbox.messages.minimum-level", "15"),
          entry("letterbox.users.failures-per-client", "15"),
          entry("letterbox.visitors.per-client", "3"),
          entry("letterbox.visitors.per-address", "2"),
          entry("letterbox.visitors.client-header", "X-Forwarded-For"),
          entry("letterbox.moderation.default", "pending"),
          entry("letterbox.messages.level-tags", "50:critical"));

  private static final Properties DEFAULTS = readDefaults();
  private static final Path DIRECTORY = createDirectory();

  private TestEnvironment() {}

  private static Properties readDefaults() {
    Properties properties = new Properties();
    try (InputStream in = TestEnvironment.class.getResourceAsStream("/letterbox-test.properties")) {
      properties.load(in);
      return properties;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path createDirectory() {
    try {
      Path parent = Files.createDirectories(Path.of(property("letterbox.test.folder")));
      return Files.createTempDirectory(parent, "run-");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The file of the commands that Payara Micro executes after its start. */
  static Path postBootScript() {
    try {
      return Files.writeString(
          DIRECTORY.resolve("boot.asadmin"), TestMailServer.asadminCommand(MAIL_SESSION));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Options of the JVMs of servers: the POM chooses those that start fast; in full length they run
   * as in production.
   */
  static List<String> jvmOptions() {
    return TestLength.isLong()
        ? List.of()
        : property("letterbox.test.jvm.options")
            .lines()
            .flatMap(text -> Stream.of(text.split(" ")))
            .toList();
  }

  /** The system properties of this JVM that configure tests, for the tests inside a server. */
  static Map<String, String> propertiesOfTests() {
    Map<String, String> properties = new TreeMap<>();
    System.getProperties().stringPropertyNames().stream()
        .filter(name -> name.startsWith(PREFIX))
        .forEach(name -> properties.put(name, System.getProperty(name)));
    return properties;
  }

  /**
   * The settings of Letterbox, by name: demo mode and the database of this run. The account cache
   * keeps accounts for an hour: tests count statements, and a change must invalidate the cache.
   * Users, visitors and the wrong passwords of a client have no rate limit, and heartbeats come
   * every two seconds. Users may choose notifications in the log, except those of rejections.
   * Webhooks may lead to this machine.
   */
  public static Map<String, String> settings() {
    return settings("data", false);
  }

  /**
   * The same for one of several servers of this JVM.
   *
   * @param data name of the folder of its Derby database
   * @param production whether to use the settings of {@link SharedServer#PRODUCTION}
   */
  static Map<String, String> settings(String data, boolean production) {
    Map<String, String> settings = new TreeMap<>();
    if (production) {
      settings.putAll(PRODUCTION);
    } else {
      settings.put("letterbox.demo", "true");
      settings.put("letterbox.users.cache-seconds", "3600");
      settings.put("letterbox.users.recipients-per-hour", "0");
      settings.put("letterbox.users.bytes-per-hour", "0");
      settings.put("letterbox.users.keys-per-hour", "0");
      settings.put("letterbox.users.failures-per-client", "0");
      settings.put("letterbox.visitors.client-header", "X-Forwarded-For");
      settings.put("letterbox.visitors.per-client", "0");
      settings.put("letterbox.visitors.per-address", "0");
      settings.put("letterbox.notifications.locked", "rejection:log");
      settings.put("letterbox.notifications.secret", NOTIFICATIONS_SECRET);
      settings.put("letterbox.smtp.url", TestMailServer.url());
      settings.put("letterbox.webhooks.allow-http", "true");
      settings.put("letterbox.webhooks.allow-private", "true");
    }
    settings.put("letterbox.live.heartbeat-seconds", "2");
    if (TestDatabase.current() == TestDatabase.DERBY) {
      settings.put("letterbox.data", DIRECTORY.resolve(data).toString());
    } else {
      settings.put("letterbox.db.url", TestPostgresql.url());
      settings.put("letterbox.db.user", TestPostgresql.USER);
      settings.put("letterbox.db.password", TestPostgresql.PASSWORD);
    }
    return settings;
  }

  /** A new, empty directory of this JVM. */
  public static Path directory() {
    return DIRECTORY;
  }

  /** The path of a result of the build. */
  public static String property(String name) {
    String value = System.getProperty(name, DEFAULTS.getProperty(name));
    if (value == null) {
      throw new IllegalStateException(name + " is not set");
    }
    return value;
  }
}
