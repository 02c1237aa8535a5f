package dev.letterbox.testing;

import static org.awaitility.Awaitility.await;

import dev.letterbox.api.OutboxEntry;
import dev.letterbox.api.OutboxRequest;
import dev.letterbox.api.OutboxService;
import dev.letterbox.api.OutboxState;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;

/** What tests of notifications find in the server besides. */
public interface OutboxServices extends ModerationServices {

  OutboxService outbox();

  Scripted scripted();

  /** A fact goes on being true while the sweeper comes by, as it does each second. */
  default void outlastsASweep(Callable<Boolean> fact) {
    await().during(Duration.ofMillis(1500)).atMost(Duration.ofSeconds(10)).until(fact);
  }

  /** Entries of the scripted channel for a message. */
  default long waitingFor(long messageId) {
    return rows()
        .number(
            "select count(*) from lb_notification where message_id = ? and channel = ?",
            messageId,
            Scripted.NAME);
  }

  /** Waits until nobody is to be told of a message any more. */
  default void awaitTold(long messageId) {
    await().atMost(Duration.ofSeconds(30)).until(() -> waitingFor(messageId) == 0);
  }

  /** Dead entries of the scripted channel for a message. */
  default List<OutboxEntry> deadOf(long messageId) {
    return outbox()
        .page(new OutboxRequest(OutboxState.DEAD, Scripted.NAME, 0, 1000))
        .results()
        .stream()
        .filter(entry -> entry.messageId() == messageId)
        .toList();
  }
}
