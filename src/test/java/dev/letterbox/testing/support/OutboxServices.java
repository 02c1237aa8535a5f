package dev.letterbox.testing.support;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.letterbox.api.Broadcast;
import dev.letterbox.api.NewMessage;
import dev.letterbox.api.notification.OutboxEntry;
import dev.letterbox.api.notification.OutboxRequest;
import dev.letterbox.api.notification.OutboxService;
import dev.letterbox.api.spi.Notification;
import dev.letterbox.outbox.worker.TestPoller;
import dev.letterbox.testing.support.recording.ScriptedChannel;
import jakarta.enterprise.inject.spi.CDI;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.awaitility.core.ConditionFactory;

/** Services for tests of notifications. */
public interface OutboxServices extends ModerationServices {

  OutboxService outbox();

  ScriptedChannel scriptedChannel();

  /** Writes a message, and returns its id. */
  default long write(String sender, String recipient) {
    return messages().write(NewMessage.from(sender).to(recipient).subject("Hello")).get(0).id();
  }

  /** Writes a broadcast, and returns its id. */
  default long broadcast(String sender, List<String> recipients) {
    return messages()
        .broadcast(Broadcast.from(sender).to(recipients).subject("To all"))
        .messageId()
        .getAsLong();
  }

  /** Polls the outbox, which the poller does once a second. */
  default void pollOutbox() {
    CDI.current().select(TestPoller.class).get().poll();
  }

  /** Awaits results of the workers, and polls the outbox meanwhile. */
  default ConditionFactory awaitOutbox() {
    return await()
        .atMost(Duration.ofSeconds(30))
        .pollInSameThread()
        .conditionEvaluationListener(evaluated -> pollOutbox());
  }

  /** Asserts a fact that must not change when the outbox is polled. */
  default void assertTrueAfterPoll(BooleanSupplier fact) {
    CDI.current().select(TestPoller.class).get().pollUntilIdle();
    assertTrue(fact.getAsBoolean());
  }

  /** The number of records of the scripted channel for a message. */
  default long pendingCount(long messageId) {
    return tables()
        .selectNumber(
            "select count(*) from lb_notification where message_id = ? and channel = ?",
            messageId,
            ScriptedChannel.NAME);
  }

  /** Waits until the outbox holds no record of the scripted channel for a message. */
  default void awaitDelivered(long messageId) {
    awaitOutbox().until(() -> pendingCount(messageId) == 0);
  }

  /** Waits for the only notification of a user or an address. */
  default Notification awaitOnlyNotification(String recipient) {
    List<Notification> delivered =
        await().until(() -> scriptedChannel().deliveredTo(recipient), found -> !found.isEmpty());
    assertEquals(1, delivered.size());
    return delivered.get(0);
  }

  /** Dead entries of the scripted channel for a message. */
  default List<OutboxEntry> deadEntries(long messageId) {
    return outbox()
        .page(OutboxRequest.dead().channel(ScriptedChannel.NAME).limit(1000))
        .results()
        .stream()
        .filter(entry -> entry.messageId() == messageId)
        .toList();
  }
}
