package dev.letterbox.notification;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.letterbox.api.Broadcast;
import dev.letterbox.api.NewMessage;
import dev.letterbox.api.NotificationLabel;
import dev.letterbox.testing.OutboxServices;
import dev.letterbox.testing.Scripted;
import dev.letterbox.testing.Statements;
import jakarta.enterprise.inject.spi.CDI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;

/** What a worker does with entries that are his, and with those that are his no more. */
public interface ClaimTests extends OutboxServices {

  /** An entry that this test has claimed for an hour. */
  private Entry claimed(String mark, String recipient, int attempts) throws Exception {
    return claimed(
        mark,
        NotificationLabel.MESSAGE,
        recipient,
        attempts,
        () ->
            messages()
                .write(NewMessage.from(users().named("alice")).to(recipient).subject("Mine"))
                .get(0)
                .id());
  }

  /** The same of a broadcast to so few that it has one entry. */
  private Entry claimedRange(String mark, List<String> recipients) throws Exception {
    return claimed(
        mark,
        NotificationLabel.BROADCAST,
        null,
        1,
        () ->
            messages()
                .broadcast(Broadcast.from(users().named("alice")).to(recipients).subject("To all"))
                .messageId()
                .getAsLong());
  }

  private Entry claimed(
      String mark, NotificationLabel label, String recipient, int attempts, LongSupplier writing)
      throws Exception {
    Instant now = clock().now();
    transaction().begin();
    long id = writing.getAsLong();
    sql()
        .update(
            "update lb_notification set claim_token = ?, next_attempt_at = ?, attempts = ?"
                + " where message_id = ? and channel = ?",
            mark,
            now.plus(Duration.ofHours(1)),
            attempts,
            id,
            Scripted.NAME);
    transaction().commit();
    long entry =
        rows()
            .number(
                "select id from lb_notification where message_id = ? and channel = ?",
                id,
                Scripted.NAME);
    return new Entry(entry, id, label, Scripted.NAME, recipient, "", null, attempts, now, now);
  }

  private void carry(String mark, Entry entry, Duration held) {
    Outbox.Claim claim = new Outbox.Claim(mark, List.of(entry), System.nanoTime() + held.toNanos());
    CDI.current().select(Courier.class).get().carry(scripted(), claim, () -> false);
  }

  @Test
  default void worker_whose_database_fails_lets_go_of_what_he_held() throws Exception {
    String bob = users().named("bob");
    Entry entry = claimed("of-failing", bob, 1);
    assertThrows(
        RuntimeException.class,
        () ->
            Statements.refusing(
                "delete from lb_notification",
                () -> carry("of-failing", entry, Duration.ofHours(1))));
    assertEquals(1, scripted().toldTo(bob).size());
    sql()
        .update(
            "update lb_notification set next_attempt_at = ? where id = ?",
            clock().now(),
            entry.id());
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> waitingFor(entry.messageId()) == 0 && scripted().toldTo(bob).size() == 2);
  }

  @Test
  default void range_that_fails_in_its_middle_goes_on_behind_those_who_were_told()
      throws Exception {
    List<String> byName = users().many("midway", 150).stream().sorted().toList();
    Entry range = claimedRange("of-midway", byName);
    Statements.refusing(
        "select recipient\nfrom lb_delivery --DERBY-PROPERTIES index=LB_DELIVERY_MESSAGE\n"
            + "where message_id = ? and recipient > ?",
        1,
        () -> carry("of-midway", range, Duration.ofHours(1)));
    assertEquals(1, scripted().toldTo(byName.get(0)).size(), "the first ones are told");
    assertEquals(List.of(), scripted().triedFor(byName.get(149)));
    sql()
        .update(
            "update lb_notification set next_attempt_at = ?"
                + " where id = ? and state = 'PENDING' and claim_token is null and last_error is not null",
            clock().now(),
            range.id());
    await().until(() -> waitingFor(range.messageId()) == 0);
    assertEquals(
        List.of(),
        byName.stream().filter(name -> scripted().toldTo(name).size() != 1).toList(),
        "each once");
  }

  @Test
  default void worker_whose_lease_has_run_out_tells_nobody() throws Exception {
    String bob = users().named("bob");
    Entry entry = claimed("of-late", bob, 1);
    carry("of-late", entry, Duration.ofSeconds(-1));
    assertEquals(List.of(), scripted().triedFor(bob));
    await().until(() -> scripted().toldTo(bob).size() == 1); // by another, as it was released
  }

  @Test
  default void what_ends_its_worker_each_time_is_dead_in_the_end() throws Exception {
    String bob = users().named("bob");
    Entry entry = claimed("of-ending", bob, 91);
    carry("of-ending", entry, Duration.ofHours(1));
    assertEquals(List.of(), scripted().triedFor(bob));
    assertEquals(
        "Whoever tried it did not come back, or not in time",
        deadOf(entry.messageId()).get(0).error());
  }

  @Test
  default void broadcast_that_is_dropped_while_it_is_told_ends_soon() {
    List<String> everybody = users().many("dropped", 300);
    List<String> byName = everybody.stream().sorted().toList();
    scripted()
        .next(
            byName.get(30),
            () ->
                sql()
                    .update(
                        "delete from lb_notification where channel = ? and recipient is null",
                        Scripted.NAME));
    long id =
        messages()
            .broadcast(Broadcast.from(users().named("alice")).to(everybody).subject("Stop"))
            .messageId()
            .getAsLong();
    await().until(() -> !scripted().toldTo(byName.get(30)).isEmpty() && waitingFor(id) == 0);
    outlastsASweep(() -> scripted().triedFor(byName.get(299)).isEmpty());
    assertTrue(scripted().triedFor(byName.get(100)).isEmpty(), "soon");
  }
}
