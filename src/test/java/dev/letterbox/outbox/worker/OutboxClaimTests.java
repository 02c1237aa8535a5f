package dev.letterbox.outbox.worker;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.letterbox.api.Broadcast;
import dev.letterbox.api.NewMessage;
import dev.letterbox.api.notification.NotificationType;
import dev.letterbox.notification.NotificationBatchHandler;
import dev.letterbox.outbox.Claim;
import dev.letterbox.outbox.ClaimRepository;
import dev.letterbox.outbox.OutboxRecord;
import dev.letterbox.outbox.RangeRepository;
import dev.letterbox.testing.support.InServerTestBase;
import dev.letterbox.testing.support.OutboxServices;
import dev.letterbox.testing.support.recording.RecordedLog;
import dev.letterbox.testing.support.recording.ScriptedChannel;
import dev.letterbox.testing.support.statement.StatementRecorder;
import jakarta.enterprise.inject.spi.CDI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;

/** What a worker does with claimed records, with and without a valid lease. */
class OutboxClaimTests extends InServerTestBase implements OutboxServices {

  /** A record that this test has claimed for an hour. */
  private OutboxRecord claimRecord(String claimToken, String recipient, int attempts)
      throws Exception {
    return claimRecord(
        claimToken,
        NotificationType.MESSAGE,
        recipient,
        attempts,
        () ->
            messages()
                .write(NewMessage.from(users().create("alice")).to(recipient).subject("Mine"))
                .get(0)
                .id());
  }

  /** A claimed record of a broadcast that is small enough for one range. */
  private OutboxRecord claimedRange(String claimToken, List<String> recipients) throws Exception {
    return claimRecord(
        claimToken,
        NotificationType.BROADCAST,
        null,
        1,
        () ->
            messages()
                .broadcast(Broadcast.from(users().create("alice")).to(recipients).subject("To all"))
                .messageId()
                .getAsLong());
  }

  private OutboxRecord claimRecord(
      String claimToken, NotificationType type, String recipient, int attempts, LongSupplier write)
      throws Exception {
    Instant now = clock().now();
    transaction().begin();
    long id = write.getAsLong();
    sql()
        .update(
            "update lb_notification set claim_token = ?, next_attempt_at = ?, attempts = ?"
                + " where message_id = ? and channel = ?",
            claimToken,
            now.plus(Duration.ofHours(1)),
            attempts,
            id,
            ScriptedChannel.NAME);
    transaction().commit();
    long entry =
        tables()
            .selectNumber(
                "select id from lb_notification where message_id = ? and channel = ?",
                id,
                ScriptedChannel.NAME);
    return new OutboxRecord(
        entry, id, type, null, null, ScriptedChannel.NAME, recipient, "", null, attempts, now, now);
  }

  private static void handle(String claimToken, OutboxRecord record, Duration lease) {
    Claim claim =
        new Claim(claimToken, List.of(record), false, System.nanoTime() + lease.toNanos());
    WorkerPool pool =
        new WorkerPool(
            ScriptedChannel.NAME,
            bean(NotificationBatchHandler.class),
            () -> false,
            bean(ClaimRepository.class),
            bean(RangeRepository.class),
            bean(DeliveryLog.class));
    pool.process(claim);
  }

  private static <T> T bean(Class<T> type) {
    return CDI.current().select(type).get();
  }

  @Test
  void worker_releases_its_claim_when_the_database_fails() throws Exception {
    String bob = users().create("bob");
    OutboxRecord record = claimRecord("of-failing", bob, 1);
    assertThrows(
        RuntimeException.class,
        () ->
            StatementRecorder.runRefusing(
                "delete from lb_notification",
                () -> handle("of-failing", record, Duration.ofHours(1))));
    assertEquals(1, scriptedChannel().deliveredTo(bob).size());
    sql()
        .update(
            "update lb_notification set next_attempt_at = ? where id = ?",
            clock().now(),
            record.id());
    await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () ->
                pendingCount(record.messageId()) == 0
                    && scriptedChannel().deliveredTo(bob).size() == 2);
  }

  @Test
  void range_that_fails_in_the_middle_resumes_after_the_last_notified_recipient() throws Exception {
    List<String> byName = users().createMany("midway", 150).stream().sorted().toList();
    OutboxRecord range = claimedRange("of-midway", byName);
    StatementRecorder.runRefusing(
        "select recipient from lb_delivery where message_id = ? and recipient > ?",
        1,
        () -> handle("of-midway", range, Duration.ofHours(1)));
    assertEquals(
        1, scriptedChannel().deliveredTo(byName.get(0)).size(), "recipients before the failure");
    assertEquals(List.of(), scriptedChannel().attemptedFor(byName.get(149)));
    sql()
        .update(
            "update lb_notification set next_attempt_at = ?"
                + " where id = ? and state = 'PENDING' and claim_token is null and last_error is not null",
            clock().now(),
            range.id());
    await().until(() -> pendingCount(range.messageId()) == 0);
    assertEquals(
        List.of(),
        byName.stream().filter(name -> scriptedChannel().deliveredTo(name).size() != 1).toList(),
        "each once");
  }

  @Test
  void worker_with_expired_lease_delivers_nothing() throws Exception {
    String bob = users().create("bob");
    OutboxRecord record = claimRecord("of-late", bob, 1);
    AtomicReference<Thread> worker = new AtomicReference<>();
    scriptedChannel().injectNext(bob, () -> worker.set(Thread.currentThread()));
    handle("of-late", record, Duration.ofSeconds(-1));
    await().until(() -> scriptedChannel().deliveredTo(bob).size() == 1);
    assertNotEquals(Thread.currentThread(), worker.get(), "by another worker, after the release");
  }

  @Test
  void records_that_are_claimed_again_during_their_delivery_are_logged() throws Exception {
    String bob = users().create("bob");
    OutboxRecord single = claimRecord("of-next", bob, 2);
    OutboxRecord range = claimedRange("of-next", users().createMany("all", 2));
    try (RecordedLog log = new RecordedLog(ClaimRepository.class)) {
      handle("of-former", single, Duration.ofHours(1));
      handle("of-former", range, Duration.ofHours(1));
      assertEquals(
          List.of(
              "INFO Dropped or claimed again during delivery: [" + single + "]",
              "INFO Dropped or claimed again during delivery: [" + range + "]"),
          log.lines());
    }
    assertEquals(1, scriptedChannel().deliveredTo(bob).size());
    outbox().drop(single.id());
    outbox().drop(range.id());
  }

  @Test
  void record_that_ends_its_worker_each_time_becomes_dead() throws Exception {
    String bob = users().create("bob");
    OutboxRecord record = claimRecord("of-ending", bob, 91);
    handle("of-ending", record, Duration.ofHours(1));
    assertEquals(List.of(), scriptedChannel().attemptedFor(bob));
    assertEquals(
        "The worker died or lost its lease", deadEntries(record.messageId()).get(0).error());
  }

  @Test
  void dropping_a_broadcast_stops_its_delivery_soon() {
    List<String> recipients = users().createMany("dropped", 300);
    List<String> byName = recipients.stream().sorted().toList();
    scriptedChannel()
        .injectNext(
            byName.get(30),
            () ->
                sql()
                    .update(
                        "delete from lb_notification where channel = ? and recipient is null",
                        ScriptedChannel.NAME));
    long id =
        messages()
            .broadcast(Broadcast.from(users().create("alice")).to(recipients).subject("Stop"))
            .messageId()
            .getAsLong();
    await()
        .until(
            () ->
                !scriptedChannel().deliveredTo(byName.get(30)).isEmpty() && pendingCount(id) == 0);
    assertTrueAfterPoll(() -> scriptedChannel().attemptedFor(byName.get(299)).isEmpty());
    assertTrue(scriptedChannel().attemptedFor(byName.get(100)).isEmpty(), "soon");
  }
}
