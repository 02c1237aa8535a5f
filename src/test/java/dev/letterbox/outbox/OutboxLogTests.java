package dev.letterbox.outbox;

import static dev.letterbox.testing.support.recording.ScriptedChannel.throwing;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.letterbox.api.Broadcast;
import dev.letterbox.api.notification.OutboxEntry;
import dev.letterbox.api.spi.DeliveryFailedException;
import dev.letterbox.api.spi.Notification;
import dev.letterbox.outbox.worker.DeliveryLog;
import dev.letterbox.testing.support.InServerTestBase;
import dev.letterbox.testing.support.OutboxServices;
import dev.letterbox.testing.support.recording.RecordedLog;
import dev.letterbox.testing.support.recording.ScriptedChannel;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Log lines that show why a notification was sent twice, or not at all. */
class OutboxLogTests extends InServerTestBase implements OutboxServices {

  private long recordId(long message) {
    return tables()
        .selectNumber(
            "select id from lb_notification where message_id = ? and channel = ?",
            message,
            ScriptedChannel.NAME);
  }

  private static List<String> linesAbout(long message, RecordedLog log) {
    return log.lines().stream().filter(line -> line.contains("(message " + message + ",")).toList();
  }

  private OutboxEntry awaitDead(long message) {
    await().until(() -> !deadEntries(message).isEmpty());
    return deadEntries(message).get(0);
  }

  private void failNext(String recipient) {
    scriptedChannel()
        .injectNext(
            recipient, throwing(DeliveryFailedException.permanentFailure("No such box", null)));
  }

  @Test
  void delivery_is_logged_with_its_notification_record_and_attempt() throws Exception {
    String bob = users().create("bob");
    try (RecordedLog log = new RecordedLog(DeliveryLog.class)) {
      transaction().begin();
      long message = write(users().create("alice"), bob);
      long entry = recordId(message);
      transaction().commit();
      awaitDelivered(message);
      Notification delivered = scriptedChannel().deliveredTo(bob).get(0);
      assertEquals(
          List.of(
              "FINE Delivered %s: record %d of channel scripted (message %d, attempt 1)"
                  .formatted(delivered.id(), entry, message)),
          linesAbout(message, log).stream()
              .filter(line -> line.contains("channel " + ScriptedChannel.NAME))
              .toList());
    }
  }

  @Test
  void deliveries_of_a_range_are_logged_one_by_one() {
    List<String> recipients = users().createMany("all", 3);
    try (RecordedLog log = new RecordedLog(DeliveryLog.class)) {
      long message =
          messages()
              .broadcast(Broadcast.from(users().create("alice")).to(recipients).subject("To all"))
              .messageId()
              .getAsLong();
      awaitDelivered(message);
      for (String recipient : recipients) {
        String start =
            "FINE Delivered " + scriptedChannel().deliveredTo(recipient).get(0).id() + ": ";
        assertEquals(
            1,
            linesAbout(message, log).stream()
                .filter(line -> line.startsWith(start) && line.contains(ScriptedChannel.NAME))
                .count());
      }
    }
  }

  @Test
  void claim_of_a_record_that_a_worker_has_lost_is_logged() throws Exception {
    String bob = users().create("bob");
    try (RecordedLog log = new RecordedLog(ClaimRepository.class)) {
      transaction().begin();
      long message = write(users().create("alice"), bob);
      long entry = recordId(message);
      Instant leaseEnd = clock().now().plus(Duration.ofSeconds(1));
      sql()
          .update(
              "update lb_notification set claim_token = 'of a dead node', next_attempt_at = ?"
                  + " where id = ?",
              leaseEnd,
              entry);
      transaction().commit();
      awaitDelivered(message);
      assertEquals(
          List.of(
              "INFO Claimed again on channel scripted, after their worker died or lost its lease:"
                  + " records ["
                  + entry
                  + "]"),
          log.lines());
    }
  }

  @Test
  void replays_and_drops_are_logged() {
    String bob = users().create("bob");
    String carol = users().create("carol");
    String dave = users().create("dave");
    List.of(bob, carol, dave).forEach(this::failNext);
    OutboxEntry replayed = awaitDead(write(users().create("alice"), bob));
    OutboxEntry dropped = awaitDead(write(users().create("alice"), carol));
    try (RecordedLog log = new RecordedLog(OutboxServiceBean.class)) {
      outbox().replay(replayed.id());
      outbox().drop(dropped.id());
      assertEquals(
          List.of(
              "INFO Outbox record " + replayed.id() + " is replayed",
              "INFO Outbox record " + dropped.id() + " is dropped"),
          log.lines());
    }
    awaitDead(write(users().create("alice"), dave));
    try (RecordedLog log = new RecordedLog(OutboxServiceBean.class)) {
      long number = outbox().replayDead(ScriptedChannel.NAME);
      outbox().replayDead("no-such-channel");
      assertEquals(
          List.of("INFO " + number + " dead outbox records are replayed, on channel scripted"),
          log.lines());
    }
  }
}
