package dev.letterbox.notification;

import static dev.letterbox.testing.Scripted.throwing;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.letterbox.api.Broadcast;
import dev.letterbox.api.Message;
import dev.letterbox.api.NewMessage;
import dev.letterbox.api.OutboxEntry;
import dev.letterbox.api.OutboxEntryNotFoundException;
import dev.letterbox.api.OutboxPage;
import dev.letterbox.api.OutboxRequest;
import dev.letterbox.api.OutboxState;
import dev.letterbox.api.spi.DeliveryFailedException;
import dev.letterbox.api.spi.Notification;
import dev.letterbox.shared.NotificationSetting;
import dev.letterbox.testing.OutboxServices;
import dev.letterbox.testing.Scripted;
import dev.letterbox.testing.Statements;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What becomes of notifications until they are told. */
public interface OutboxTests extends OutboxServices {

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
  default void entry_is_stored_with_the_message_and_gone_when_it_is_told() throws Exception {
    String bob = users().named("bob");
    transaction().begin();
    long id = write(users().named("alice"), bob);
    assertEquals(1, waitingFor(id), "inside the transaction it is there");
    transaction().commit();
    awaitTold(id);
    assertEquals(1, scripted().toldTo(bob).size());
  }

  @Test
  default void rolled_back_message_leaves_nothing_in_the_outbox_and_tells_nobody()
      throws Exception {
    String bob = users().named("bob");
    transaction().begin();
    long id = write(users().named("alice"), bob);
    transaction().rollback();
    assertEquals(0, waitingFor(id));
    outlastsASweep(() -> scripted().triedFor(bob).isEmpty());
  }

  @Test
  default void messages_to_many_users_are_put_into_the_outbox_by_one_statement() throws Exception {
    String alice = users().named("alice");
    List<String> many = users().many("one", 30);
    List<String> statements =
        Statements.during(
            () -> messages().write(NewMessage.from(alice).to(many).subject("One by one")));
    assertEquals(
        1, statements.stream().filter(text -> text.contains("into lb_notification")).count());
  }

  @Test
  default void broadcast_puts_one_entry_for_each_thousand_recipients_into_the_outbox()
      throws Exception {
    String alice = users().named("alice");
    List<String> everybody = users().many("all", 2500);
    transaction().begin();
    long id = broadcast(alice, everybody);
    assertEquals(3, waitingFor(id));
    transaction().commit();
    awaitTold(id);
    List<String> notOnce =
        everybody.stream().filter(name -> scripted().toldTo(name).size() != 1).toList();
    assertEquals(List.of(), notOnce);
  }

  @Test
  default void failure_is_tried_again_with_the_same_id_until_it_works() {
    settings().set(NotificationSetting.OUTBOX_RETRY_SECONDS, 1);
    try {
      String bob = users().named("bob");
      scripted()
          .next(
              bob,
              throwing(DeliveryFailedException.passing("Busy", null)),
              throwing(new IllegalStateException("Broken")));
      long id = write(users().named("alice"), bob);
      awaitTold(id);
      List<Notification> tried = scripted().triedFor(bob);
      assertEquals(3, tried.size());
      assertEquals(1, tried.stream().map(Notification::id).distinct().count());
      assertEquals(1, scripted().toldTo(bob).size());
    } finally {
      settings().reset();
    }
  }

  @Test
  default void what_fails_for_good_is_dead_until_somebody_has_it_tried_again() {
    String bob = users().named("bob");
    scripted().next(bob, throwing(DeliveryFailedException.permanent("No such box", null)));
    long id = write(users().named("alice"), bob);
    await().until(() -> !deadOf(id).isEmpty());
    OutboxEntry dead = deadOf(id).get(0);
    assertEquals(bob, dead.recipient());
    assertEquals(OutboxState.DEAD, dead.state());
    assertEquals(1, dead.attempts());
    assertEquals("No such box", dead.error());
    outlastsASweep(() -> scripted().triedFor(bob).size() == 1);

    outbox().replay(dead.id());
    awaitTold(id);
    assertEquals(1, scripted().toldTo(bob).size());
    assertThrows(OutboxEntryNotFoundException.class, () -> outbox().replay(dead.id()));
  }

  @Test
  default void what_is_dropped_is_told_to_nobody() {
    String bob = users().named("bob");
    scripted().next(bob, throwing(DeliveryFailedException.permanent("No such box", null)));
    long id = write(users().named("alice"), bob);
    await().until(() -> !deadOf(id).isEmpty());
    long entry = deadOf(id).get(0).id();
    outbox().drop(entry);
    assertEquals(0, waitingFor(id));
    assertThrows(OutboxEntryNotFoundException.class, () -> outbox().drop(entry));
    outlastsASweep(() -> scripted().toldTo(bob).isEmpty());
  }

  @Test
  default void what_fails_too_often_is_dead() {
    settings().set(NotificationSetting.OUTBOX_RETRY_SECONDS, 1);
    settings().set(NotificationSetting.OUTBOX_MAX_ATTEMPTS, 2);
    try {
      String bob = users().named("bob");
      RuntimeException busy = DeliveryFailedException.passing("Busy", null);
      scripted().next(bob, throwing(busy), throwing(busy), throwing(busy));
      long id = write(users().named("alice"), bob);
      await().until(() -> !deadOf(id).isEmpty());
      assertEquals(2, deadOf(id).get(0).attempts());
      assertEquals(2, scripted().triedFor(bob).size());
    } finally {
      settings().reset();
    }
  }

  @Test
  default void who_fails_in_a_broadcast_gets_an_entry_of_his_own_and_the_others_are_told_once() {
    String alice = users().named("alice");
    List<String> everybody = users().many("each", 200);
    String poisoned = everybody.get(70);
    scripted().next(poisoned, throwing(DeliveryFailedException.permanent("No such box", null)));
    long id = broadcast(alice, everybody);
    await().until(() -> waitingFor(id) == 1 && deadOf(id).size() == 1);
    assertEquals(poisoned, deadOf(id).get(0).recipient());
    List<String> others = new ArrayList<>(everybody);
    others.remove(poisoned);
    assertEquals(
        List.of(), others.stream().filter(name -> scripted().toldTo(name).size() != 1).toList());

    outbox().replayDead(Scripted.NAME);
    awaitTold(id);
    assertEquals(1, scripted().toldTo(poisoned).size());
    assertEquals(
        1, scripted().triedFor(poisoned).stream().map(Notification::id).distinct().count());
  }

  @Test
  default void channel_that_reaches_nobody_keeps_a_broadcast_whole_and_resumes_inside_it() {
    settings().set(NotificationSetting.OUTBOX_RETRY_SECONDS, 1);
    try {
      String alice = users().named("alice");
      List<String> everybody = users().many("some", 100);
      List<String> byName = everybody.stream().sorted().toList();
      scripted()
          .next(byName.get(40), throwing(DeliveryFailedException.unavailable("No answer", null)));
      long id = broadcast(alice, everybody);
      await().until(() -> scripted().triedFor(byName.get(40)).size() == 1);
      assertEquals(1, waitingFor(id), "nobody gets an entry of his own");
      awaitTold(id);
      assertEquals(
          List.of(),
          everybody.stream().filter(name -> scripted().toldTo(name).size() != 1).toList());
    } finally {
      settings().reset();
    }
  }

  @Test
  default void what_a_dead_node_had_claimed_is_told_when_its_lease_has_run_out() throws Exception {
    String bob = users().named("bob");
    transaction().begin();
    long id = write(users().named("alice"), bob);
    Instant lease = clock().now().plusSeconds(2);
    sql()
        .update(
            "update lb_notification set claim_token = 'of a dead node', next_attempt_at = ?"
                + " where message_id = ?",
            lease,
            id);
    transaction().commit();
    awaitTold(id);
    assertEquals(1, scripted().toldTo(bob).size());
    assertTrue(!clock().now().isBefore(lease), "not before");
  }

  @Test
  default void what_takes_all_the_memory_keeps_back_nobody_else() throws Exception {
    String greedy = users().named("greedy");
    String bob = users().named("bob");
    scripted()
        .next(
            greedy,
            () -> {
              throw new OutOfMemoryError("Thrown by a test");
            });
    List<Long> ids =
        messages()
            .write(NewMessage.from(users().named("alice")).to(greedy, bob).subject("Both"))
            .stream()
            .map(Message::id)
            .toList();
    await().until(() -> scripted().toldTo(bob).size() == 1);
    assertEquals(List.of(), scripted().toldTo(greedy));
    assertEquals(
        1,
        rows()
            .number(
                "select count(*) from lb_notification"
                    + " where message_id = ? and channel = ? and claim_token is not null",
                ids.get(0),
                Scripted.NAME),
        "it waits for the end of its lease");
    sql()
        .update(
            "update lb_notification set next_attempt_at = ? where message_id = ?",
            clock().now(),
            ids.get(0));
    awaitTold(ids.get(0));
    assertEquals(1, scripted().toldTo(greedy).size());
  }

  @Test
  default void page_of_the_outbox_goes_on_behind_an_id() {
    String alice = users().named("alice");
    List<String> several = users().many("gone", 3);
    several.forEach(
        name -> scripted().next(name, throwing(DeliveryFailedException.permanent("Gone", null))));
    List<Long> ids = several.stream().map(name -> write(alice, name)).toList();
    await().until(() -> ids.stream().allMatch(id -> deadOf(id).size() == 1));
    long first = deadOf(ids.get(0)).get(0).id();
    OutboxPage page =
        outbox().page(new OutboxRequest(OutboxState.DEAD, Scripted.NAME, first - 1, 1));
    assertEquals(List.of(first), page.results().stream().map(OutboxEntry::id).toList());
    assertEquals(several.get(0), page.results().get(0).recipient());
    assertEquals(first, page.next().getAsLong());
  }
}
