package dev.letterbox.testing.support;

import dev.letterbox.api.MailboxService;
import dev.letterbox.api.MessageService;
import dev.letterbox.api.Notice;
import dev.letterbox.api.conversation.ConversationService;
import dev.letterbox.shared.jdbc.Database;
import dev.letterbox.testing.support.recording.RecordedEvents;
import dev.letterbox.testing.support.recording.RecordingChannel;
import jakarta.transaction.UserTransaction;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.awaitility.Awaitility;

/**
 * What a test inside the server uses. A test class extends {@link InServerTestBase}, which injects
 * it; all classes of a JVM share one deployment.
 *
 * <p>Arquillian finds a test by its method name alone, so the name must be unique in its class;
 * {@code @BeforeAll} and {@code @Nested} do not run inside the server, and a parameterized test
 * runs once more there for each of its parameters; {@code @RunAsClient} tests have {@link #base}
 * and nothing else.
 */
public interface TestServices {

  MessageService messages();

  MailboxService mailboxes();

  ConversationService conversations();

  SqlRunner sql();

  Database database();

  /** A transaction of the test itself. */
  UserTransaction transaction();

  /** The data source of Letterbox, which records statements. */
  DataSource dataSource();

  /** The clock of Letterbox. */
  SettableClock clock();

  /** Creates users. */
  TestUsers users();

  /** Queries of the tables. */
  TableQueries tables();

  RecordedEvents recordedEvents();

  RecordingChannel recordedNotifications();

  /** Address of the application, ends in {@code /letterbox/}. */
  URI base();

  /** Sends notices one after the other, and returns their ids. */
  default List<Long> sendNotices(String recipient, int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> messages().sendNotice(Notice.info("Hello").to(recipient)))
        .map(report -> report.messageId().getAsLong())
        .toList();
  }

  /** Asserts a condition for a while, when a wrong change would come late. */
  default void assertStaysTrue(Callable<Boolean> condition) {
    Awaitility.await()
        .during(Duration.ofMillis(500))
        .atMost(Duration.ofSeconds(10))
        .until(condition);
  }

  /** Whether this test runs inside the server; a client test has no beans. */
  default boolean isInServer() {
    return clock() != null;
  }

  /** Whether the database is Derby. */
  default boolean isOnDerby() {
    return TestDatabase.current() == TestDatabase.DERBY;
  }
}
