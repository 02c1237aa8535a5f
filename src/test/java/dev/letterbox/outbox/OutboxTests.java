package dev.letterbox.outbox;

import static dev.letterbox.testing.support.recording.ScriptedChannel.throwing;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.letterbox.api.Broadcast;
import dev.letterbox.api.Message;
import dev.letterbox.api.NewMessage;
import dev.letterbox.api.NotFoundException;
import dev.letterbox.api.notification.OutboxEntry;
import dev.letterbox.api.notification.OutboxPage;
import dev.letterbox.api.notification.OutboxRequest;
import dev.letterbox.api.notification.OutboxState;
import dev.letterbox.api.spi.DeliveryFailedException;
import dev.letterbox.api.spi.Notification;
import dev.letterbox.shared.config.NotificationSetting;
import dev.letterbox.testing.support.InServerTestBase;
import dev.letterbox.testing.support.OutboxServices;
import dev.letterbox.testing.support.recording.ScriptedChannel;
import dev.letterbox.testing.support.statement.StatementRecorder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The life of outbox records until they are delivered, dead or dropped. */
class OutboxTests extends InServerTestBase implements OutboxServices {

  private long write(String sender, String recipient) {
    return messages().write(NewMessage.from(sender).to(recipient).subject("Hello")).get(0).id();
  }

  private long broadcast(String sender, List<String> recipients) {
    return messages()
        .broadcast(Broadcast.from(sender).to(recipients).subject("To all"))
        .messageId()
        .getAsLong();
  }

  @Test
  void record_is_stored_with_the_message_and_deleted_after_delivery() throws Exception {
    String bob = users().create("bob");
    transaction().begin();
    long id = write(users().create("alice"), bob);
    assertEquals(1, pendingCount(id), "stored inside the transaction");
    transaction().commit();
    awaitDelivered(id);
    assertEquals(1, scriptedChannel().deliveredTo(bob).size());
  }

  @Test
  void rolled_back_message_leaves_no_record_and_notifies_no_user() throws Exception {
    String bob = users().create("bob");
    transaction().begin();
    long id = write(users().create("alice"), bob);
    transaction().rollback();
    assertEquals(0, pendingCount(id));
    assertTrueAfterPoll(() -> scriptedChannel().attemptedFor(bob).isEmpty());
  }

  @Test
  void messages_to_many_users_are_appended_by_one_statement() throws Exception {
    String alice = users().create("alice");
    List<String> many = users().createMany("one", 30);
    List<String> statements =
        StatementRecorder.capture(
            () -> messages().write(NewMessage.from(alice).to(many).subject("One by one")));
    assertEquals(
        1, statements.stream().filter(text -> text.contains("into lb_notification")).count());
  }

  @Test
  void broadcast_appends_one_record_for_each_thousand_recipients() throws Exception {
    String alice = users().create("alice");
    List<String> recipients = users().createMany("all", 2500);
    transaction().begin();
    long id = broadcast(alice, recipients);
    assertEquals(3, pendingCount(id));
    transaction().commit();
    awaitDelivered(id);
    List<String> notOnce =
        recipients.stream()
            .filter(name -> scriptedChannel().deliveredTo(name).size() != 1)
            .toList();
    assertEquals(List.of(), notOnce);
  }

  @Test
  void deliveries_of_a_claim_share_a_batch_that_is_closed_at_its_end() {
    List<String> recipients = users().createMany("batch", 30);
    awaitDelivered(broadcast(users().create("alice"), recipients));
    List<List<String>> batches =
        awaitOutbox()
            .until(
                () -> scriptedChannel().closedBatchesFor(recipients),
                closed -> closed.stream().mapToInt(List::size).sum() == recipients.size());
    assertTrue(batches.size() < recipients.size(), batches.toString());
  }

  @Test
  void failed_delivery_is_retried_with_the_same_id_until_it_succeeds() {
    settings().set(NotificationSetting.OUTBOX_RETRY_DELAY, Duration.ofMillis(100));
    try {
      String bob = users().create("bob");
      scriptedChannel()
          .injectNext(
              bob,
              throwing(DeliveryFailedException.transientFailure("Busy", null)),
              throwing(new IllegalStateException("Broken")));
      long id = write(users().create("alice"), bob);
      awaitDelivered(id);
      List<Notification> tried = scriptedChannel().attemptedFor(bob);
      assertEquals(3, tried.size());
      assertEquals(1, tried.stream().map(Notification::id).distinct().count());
      assertEquals(1, scriptedChannel().deliveredTo(bob).size());
    } finally {
      settings().reset();
    }
  }

  @Test
  void permanent_failure_is_dead_until_it_is_replayed() {
    String bob = users().create("bob");
    scriptedChannel()
        .injectNext(bob, throwing(DeliveryFailedException.permanentFailure("No such box", null)));
    long id = write(users().create("alice"), bob);
    awaitOutbox().until(() -> !deadEntries(id).isEmpty());
    OutboxEntry dead = deadEntries(id).get(0);
    assertEquals(bob, dead.recipient());
    assertEquals(OutboxState.DEAD, dead.state());
    assertEquals(1, dead.attempts());
    assertEquals("No such box", dead.error());
    assertTrueAfterPoll(() -> scriptedChannel().attemptedFor(bob).size() == 1);

    outbox().replay(dead.id());
    awaitDelivered(id);
    assertEquals(1, scriptedChannel().deliveredTo(bob).size());
    assertThrows(NotFoundException.class, () -> outbox().replay(dead.id()));
  }

  @Test
  void dropped_record_is_never_delivered() {
    String bob = users().create("bob");
    scriptedChannel()
        .injectNext(bob, throwing(DeliveryFailedException.permanentFailure("No such box", null)));
    long id = write(users().create("alice"), bob);
    awaitOutbox().until(() -> !deadEntries(id).isEmpty());
    long entry = deadEntries(id).get(0).id();
    outbox().drop(entry);
    assertEquals(0, pendingCount(id));
    assertThrows(NotFoundException.class, () -> outbox().drop(entry));
    assertTrueAfterPoll(() -> scriptedChannel().deliveredTo(bob).isEmpty());
  }

  @Test
  void record_that_fails_too_often_is_dead() {
    settings().set(NotificationSetting.OUTBOX_RETRY_DELAY, Duration.ofMillis(100));
    settings().set(NotificationSetting.OUTBOX_MAX_ATTEMPTS, 2);
    try {
      String bob = users().create("bob");
      RuntimeException busy = DeliveryFailedException.transientFailure("Busy", null);
      scriptedChannel().injectNext(bob, throwing(busy), throwing(busy), throwing(busy));
      long id = write(users().create("alice"), bob);
      awaitOutbox().until(() -> !deadEntries(id).isEmpty());
      assertEquals(2, deadEntries(id).get(0).attempts());
      assertEquals(2, scriptedChannel().attemptedFor(bob).size());
    } finally {
      settings().reset();
    }
  }

  @Test
  void failed_broadcast_recipient_gets_a_separate_record_and_others_are_notified_once() {
    String alice = users().create("alice");
    List<String> recipients = users().createMany("each", 200);
    String failingUser = recipients.get(70);
    scriptedChannel()
        .injectNext(
            failingUser, throwing(DeliveryFailedException.permanentFailure("No such box", null)));
    long id = broadcast(alice, recipients);
    awaitOutbox().until(() -> pendingCount(id) == 1 && deadEntries(id).size() == 1);
    assertEquals(failingUser, deadEntries(id).get(0).recipient());
    List<String> others = new ArrayList<>(recipients);
    others.remove(failingUser);
    assertEquals(
        List.of(),
        others.stream().filter(name -> scriptedChannel().deliveredTo(name).size() != 1).toList());

    outbox().replayDead(ScriptedChannel.NAME);
    awaitDelivered(id);
    assertEquals(1, scriptedChannel().deliveredTo(failingUser).size());
    assertEquals(
        1,
        scriptedChannel().attemptedFor(failingUser).stream()
            .map(Notification::id)
            .distinct()
            .count());
  }

  @Test
  void unavailable_channel_keeps_a_broadcast_in_one_record_and_resumes_inside_it() {
    settings().set(NotificationSetting.OUTBOX_RETRY_DELAY, Duration.ofMillis(100));
    try {
      String alice = users().create("alice");
      List<String> recipients = users().createMany("some", 100);
      List<String> byName = recipients.stream().sorted().toList();
      scriptedChannel()
          .injectNext(
              byName.get(40),
              throwing(DeliveryFailedException.channelUnavailable("No answer", null)));
      long id = broadcast(alice, recipients);
      awaitOutbox().until(() -> scriptedChannel().attemptedFor(byName.get(40)).size() == 1);
      assertEquals(1, pendingCount(id), "no separate records");
      awaitDelivered(id);
      assertEquals(
          List.of(),
          recipients.stream()
              .filter(name -> scriptedChannel().deliveredTo(name).size() != 1)
              .toList());
    } finally {
      settings().reset();
    }
  }

  @Test
  void records_of_a_dead_node_are_delivered_after_its_lease_expires() throws Exception {
    String bob = users().create("bob");
    transaction().begin();
    long id = write(users().create("alice"), bob);
    Instant lease = clock().now().plusSeconds(2);
    sql()
        .update(
            "update lb_notification set claim_token = 'of a dead node', next_attempt_at = ?"
                + " where message_id = ?",
            lease,
            id);
    transaction().commit();
    await().until(() -> pendingCount(id) == 0); // by the poller
    assertEquals(1, scriptedChannel().deliveredTo(bob).size());
    assertTrue(!clock().now().isBefore(lease), "not before");
  }

  @Test
  void out_of_memory_error_in_one_delivery_delays_no_other() throws Exception {
    String greedy = users().create("greedy");
    String bob = users().create("bob");
    scriptedChannel()
        .injectNext(
            greedy,
            () -> {
              throw new OutOfMemoryError("Thrown by a test");
            });
    List<Long> ids =
        messages()
            .write(NewMessage.from(users().create("alice")).to(greedy, bob).subject("Both"))
            .stream()
            .map(Message::id)
            .toList();
    awaitOutbox().until(() -> scriptedChannel().deliveredTo(bob).size() == 1);
    assertEquals(List.of(), scriptedChannel().deliveredTo(greedy));
    assertEquals(
        1,
        tables()
            .selectNumber(
                "select count(*) from lb_notification"
                    + " where message_id = ? and channel = ? and claim_token is not null",
                ids.get(0),
                ScriptedChannel.NAME),
        "claimed until its lease expires");
    sql()
        .update(
            "update lb_notification set next_attempt_at = ? where message_id = ?",
            clock().now(),
            ids.get(0));
    awaitDelivered(ids.get(0));
    assertEquals(1, scriptedChannel().deliveredTo(greedy).size());
  }

  @Test
  void outbox_page_starts_after_an_id() {
    String alice = users().create("alice");
    List<String> recipients = users().createMany("gone", 3);
    recipients.forEach(
        name ->
            scriptedChannel()
                .injectNext(
                    name, throwing(DeliveryFailedException.permanentFailure("Gone", null))));
    List<Long> ids = recipients.stream().map(name -> write(alice, name)).toList();
    awaitOutbox().until(() -> ids.stream().allMatch(id -> deadEntries(id).size() == 1));
    long first = deadEntries(ids.get(0)).get(0).id();
    OutboxPage page =
        outbox().page(new OutboxRequest(OutboxState.DEAD, ScriptedChannel.NAME, first - 1, 1));
    assertEquals(List.of(first), page.results().stream().map(OutboxEntry::id).toList());
    assertEquals(recipients.get(0), page.results().get(0).recipient());
    assertEquals(first, page.next().getAsLong());
  }
}
