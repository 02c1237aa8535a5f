package dev.letterbox.testing.client;

import static java.util.Map.entry;

import dev.letterbox.testing.support.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * Makes what the servers of this JVM need, before Arquillian reads its configuration: a fresh
 * folder, the database, and the command line of Payara Micro, which {@code arquillian.xml} takes
 * from system properties. Maven starts one JVM for each {@code *IT} class.
 */
public final class TestEnvironment implements LauncherSessionListener {

  /** The password of the first administrator of {@code ProductionIT}. */
  public static final String ADMIN_PASSWORD = "for-this-test-run-only";

  /** The key of links that unsubscribe. */
  public static final String NOTIFICATIONS_SECRET = "known-to-the-tests";

  private static final String MAIL_SESSION = "mail/letterbox";

  /** No demo mode, and other values than the defaults. */
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
          entry("letterbox.visitors.per-client", "3"),
          entry("letterbox.visitors.per-address", "2"),
          entry("letterbox.visitors.client-header", "X-Forwarded-For"),
          entry("letterbox.moderation.default", "pending"),
          entry("letterbox.messages.level-tags", "50:critical"));

  private static Path directory;

  @Override
  public void launcherSessionOpened(LauncherSession session) {
    // a JVM may have several sessions; without the property it runs the tests in memory
    if (directory == null && System.getProperty("letterbox.test.database") != null) {
      prepare();
    }
  }

  private static void prepare() {
    try {
      Path parent = Files.createDirectories(Path.of(property("letterbox.test.folder")));
      directory = Files.createTempDirectory(parent, property("letterbox.test.database") + "-");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    List<String> jvmOptions = new ArrayList<>();
    jvmOptions.add("-Xmx512m");
    jvmOptions.add("-Duser.timezone=Europe/Berlin"); // times are UTC all the same
    jvmOptions.add("-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"));
    jvmOptions.add("-Dletterbox.test.database=" + property("letterbox.test.database"));
    jvmOptions.add("-Dletterbox.test.imap.port=" + TestMailServer.imapPort());
    settings().forEach((key, value) -> jvmOptions.add("-D" + key + "=" + value));
    System.getProperties().stringPropertyNames().stream()
        .filter(name -> name.startsWith("letterbox.test.model."))
        .forEach(name -> jvmOptions.add("-D" + name + "=" + System.getProperty(name)));
    System.setProperty("letterbox.test.server.jvm", joinOptions(jvmOptions));
    Path preBoot = Path.of(property("letterbox.test.classes"), "listen-on-loopback.asadmin");
    List<String> microOptions = new ArrayList<>(List.of("--disablephonehome"));
    microOptions.addAll(List.of("--prebootcommandfile", preBoot.toString()));
    microOptions.addAll(List.of("--postbootcommandfile", writePostBootScript().toString()));
    microOptions.addAll(List.of("--logtofile", directory.resolve("server.log").toString()));
    System.setProperty("letterbox.test.server.options", joinOptions(microOptions));
  }

  private static Path writePostBootScript() {
    try {
      return Files.writeString(
          directory.resolve("boot.asadmin"), TestMailServer.asadminCommand(MAIL_SESSION));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The settings of Letterbox for this run, by name: demo mode, the database, and accounts that are
   * trusted for an hour, so that statements can be counted, and a change that counts at once does
   * so by itself. Visitors may write as often as they like, and hearts beat fast. Users may choose
   * what they are told in the log, but for rejections. Webhooks may lead to this machine.
   */
  static Map<String, String> settings() {
    Map<String, String> settings = new TreeMap<>();
    if (Boolean.getBoolean("letterbox.test.production")) {
      settings.putAll(PRODUCTION);
    } else {
      settings.put("letterbox.demo", "true");
      settings.put("letterbox.users.cache-seconds", "3600");
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
      settings.put("letterbox.data", dataDirectory().toString());
    } else {
      settings.put("letterbox.db.url", TestPostgresql.url());
      settings.put("letterbox.db.user", TestPostgresql.USER);
      settings.put("letterbox.db.password", TestPostgresql.PASSWORD);
    }
    return settings;
  }

  /** The folder of the server's database, and of what else it keeps. */
  public static Path dataDirectory() {
    return directory().resolve("data");
  }

  /** A fresh folder of this JVM. */
  static Path directory() {
    return directory;
  }

  /** A system property that Maven sets. */
  public static String property(String name) {
    String value = System.getProperty(name);
    if (value == null) {
      throw new IllegalStateException("Run it by Maven: " + name + " is not set");
    }
    return value;
  }

  /** Arquillian's Payara Micro container cuts at blanks without a backslash. */
  private static String joinOptions(List<String> options) {
    return options.stream()
        .map(option -> option.replace(" ", "\\ "))
        .collect(Collectors.joining(" "));
  }
}
