package dev.letterbox.testing.support;

import static org.awaitility.Awaitility.await;

import dev.letterbox.api.notification.OutboxEntry;
import dev.letterbox.api.notification.OutboxRequest;
import dev.letterbox.api.notification.OutboxService;
import dev.letterbox.api.notification.OutboxState;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;

/** Services for tests of notifications. */
public interface OutboxServices extends ModerationServices {

  OutboxService outbox();

  ScriptedChannel scriptedChannel();

  /** Asserts that a fact stays true for longer than the poller's interval of a second. */
  default void staysTrueDuringPoll(Callable<Boolean> fact) {
    await().during(Duration.ofMillis(1500)).atMost(Duration.ofSeconds(10)).until(fact);
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
    await().atMost(Duration.ofSeconds(30)).until(() -> pendingCount(messageId) == 0);
  }

  /** Dead entries of the scripted channel for a message. */
  default List<OutboxEntry> deadEntries(long messageId) {
    return outbox()
        .page(new OutboxRequest(OutboxState.DEAD, ScriptedChannel.NAME, 0, 1000))
        .results()
        .stream()
        .filter(entry -> entry.messageId() == messageId)
        .toList();
  }
}
