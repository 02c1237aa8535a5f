package dev.letterbox.outbox;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.letterbox.api.Message;
import dev.letterbox.api.NewMessage;
import dev.letterbox.testing.support.InServerTestBase;
import dev.letterbox.testing.support.OutboxServices;
import dev.letterbox.testing.support.recording.ScriptedChannel;
import dev.letterbox.testing.support.statement.StatementRecorder;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Records are stored with their message, and deleted after their delivery. */
class OutboxTests extends InServerTestBase implements OutboxServices {

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
  void records_of_a_dead_node_are_delivered_after_its_lease_expires() throws Exception {
    String bob = users().create("bob");
    transaction().begin();
    long id = write(users().create("alice"), bob);
    Instant lease = clock().now().plusSeconds(1);
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
}
