package dev.letterbox.testing.support;

import dev.letterbox.api.MailboxService;
import dev.letterbox.api.MessageService;
import dev.letterbox.api.conversation.ConversationService;
import dev.letterbox.shared.jdbc.Database;
import jakarta.transaction.UserTransaction;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.Callable;
import javax.sql.DataSource;
import org.awaitility.Awaitility;

/**
 * What a test inside the server finds there. A test class extends {@link InServerTestBase}, which
 * injects all of it; all classes of a JVM share one deployment.
 *
 * <p>Three things to know: Arquillian finds a test by its name alone, so a name must be there once;
 * {@code @BeforeAll} and {@code @Nested} do not run inside the server, and a parameterized test
 * runs there once more for each of its parameters; {@code @RunAsClient} tests have {@link #base}
 * and nothing else.
 */
public interface TestServices {

  MessageService messages();

  MailboxService mailboxes();

  ConversationService conversations();

  SqlRunner sql();

  Database database();

  /** Transactions of the test itself. */
  UserTransaction transaction();

  /** The data source of Letterbox, whose statements are counted. */
  DataSource dataSource();

  /** The clock of Letterbox. */
  SettableClock clock();

  /** Users that nobody else uses. */
  TestUsers users();

  /** What the tables hold. */
  TableQueries tables();

  RecordedEvents recordedEvents();

  RecordingChannel recordedNotifications();

  /** Address of the application, ends in {@code /letterbox/}. */
  URI base();

  /** Gives what must not come the time to come: a fact that is true goes on being true. */
  default void assertStaysTrue(Callable<Boolean> condition) {
    Awaitility.await()
        .during(Duration.ofMillis(500))
        .atMost(Duration.ofSeconds(10))
        .until(condition);
  }

  /** Whether this test runs in the server; one that runs as a client finds none of its beans. */
  default boolean isInServer() {
    return clock() != null;
  }

  /** Whether this run is on Derby. */
  default boolean isOnDerby() {
    return TestDatabase.current() == TestDatabase.DERBY;
  }
}
