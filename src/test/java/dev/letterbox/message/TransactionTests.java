package dev.letterbox.message;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.letterbox.api.Broadcast;
import dev.letterbox.api.InvalidInputException;
import dev.letterbox.api.Kind;
import dev.letterbox.api.MessageNotFoundException;
import dev.letterbox.api.NewMessage;
import dev.letterbox.api.Notice;
import dev.letterbox.api.NotificationLabel;
import dev.letterbox.api.event.MessageSent;
import dev.letterbox.testing.Heard;
import dev.letterbox.testing.Services;
import dev.letterbox.testing.TransactionalCaller;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.transaction.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a caller's transaction does to messages, and who hears of it when. */
public interface TransactionTests extends Services {

  @Test
  default void rolled_back_write_leaves_no_row_no_counter_change_and_no_event() throws Exception {
    String alice = users().named("alice");
    String bob = users().named("bob");
    transaction().begin();
    messages().write(NewMessage.from(alice).to(bob).subject("Rolled back"));
    messages().broadcast(Broadcast.from(alice).to(List.of(bob)).subject("Rolled back"));
    messages().notify(Notice.info("Rolled back").to(bob));
    assertEquals(3, mailboxes().unreadCount(bob), "inside the transaction they are there");
    transaction().rollback();

    assertEquals(0, rows().messages("Rolled back"));
    assertEquals(0, rows().deliveries(bob));
    assertEquals(0, mailboxes().unreadCount(bob));
    assertEquals(0, rows().version(bob));
    hearUntilNow(alice, bob);
    staysTrue(() -> heard().eventsOf(alice).size() == 1); // of the one committed afterwards
    assertEquals(1, heard().notificationsFor(bob).size());
  }

  /** Commits one more message and waits until it was heard, as event and as notification. */
  private void hearUntilNow(String sender, String recipient) {
    long id = messages().write(NewMessage.from(sender).to(recipient).subject("After")).get(0).id();
    await()
        .until(
            () ->
                heard().notificationsFor(recipient).stream()
                        .anyMatch(notification -> notification.messageId() == id)
                    && heard().eventsOf(sender).stream()
                        .anyMatch(event -> event.sent().messageId() == id));
  }

  @Test
  default void committed_write_fires_one_event_on_a_managed_thread_after_the_commit()
      throws Exception {
    String alice = users().named("alice");
    String bob = users().named("bob");
    transaction().begin();
    long id = messages().write(NewMessage.from(alice).to(bob).subject("Committed")).get(0).id();
    assertEquals(List.of(), heard().eventsOf(alice), "not before the commit");
    transaction().commit();

    await().until(() -> !heard().notificationsFor(bob).isEmpty());
    await().until(() -> !heard().eventsOf(alice).isEmpty());
    staysTrue(() -> heard().eventsOf(alice).size() == 1);
    Heard.Event event = heard().eventsOf(alice).get(0);
    assertEquals(new MessageSent(id, Kind.MESSAGE, alice, bob, 1, true, null, false), event.sent());
    assertTrue(event.stored(), "another transaction sees the message");
    assertTrue(event.managed(), "thread " + event.thread());
    assertEquals(
        List.of(new Heard.Told(id, NotificationLabel.MESSAGE, alice, bob)),
        heard().notificationsFor(bob));
  }

  @Test
  default void write_without_a_transaction_has_one_of_its_own() throws Exception {
    String alice = users().named("alice");
    String bob = users().named("bob");
    assertEquals(Status.STATUS_NO_TRANSACTION, transaction().getStatus());
    messages().write(NewMessage.from(alice).to(bob).subject("Alone"));
    await().until(() -> heard().eventsOf(alice).size() == 1);
    assertEquals(1, mailboxes().unreadCount(bob));
  }

  @Test
  default void everybody_told_by_a_broadcast_is_notified_and_a_failing_channel_stops_nobody() {
    String bruno = users().named("bruno");
    String unreachable = users().named("unreachable");
    List<String> others = users().many("zoe", 1500);
    List<String> everybody = new ArrayList<>(others);
    everybody.add(unreachable);
    long id =
        messages()
            .broadcast(Broadcast.from(bruno).to(everybody).subject("Heard by all"))
            .messageId()
            .getAsLong();
    await()
        .until(() -> others.stream().allMatch(name -> heard().notificationsFor(name).size() == 1));
    assertEquals(
        List.of(new Heard.Told(id, NotificationLabel.BROADCAST, bruno, others.get(0))),
        heard().notificationsFor(others.get(0)));
    assertEquals(List.of(), heard().notificationsFor(unreachable));
    assertEquals(1, mailboxes().unreadCount(unreachable), "but the message is there");
  }

  @Test
  default void very_many_events_at_once_are_all_heard_on_a_few_threads() {
    String alice = users().named("alice");
    List<String> everybody = users().many("yuri", 2000);
    messages().write(NewMessage.from(alice).to(everybody).subject("One by one"));
    await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> heard().eventsOf(alice).size() == everybody.size());
    await()
        .until(
            () -> everybody.stream().allMatch(name -> heard().notificationsFor(name).size() == 1));
    long threads = heard().eventsOf(alice).stream().map(Heard.Event::thread).distinct().count();
    assertTrue(threads <= 8, "threads: " + threads);
  }

  @Test
  default void message_without_notification_is_delivered_and_nobody_is_notified() {
    String alice = users().named("alice");
    String bob = users().named("bob");
    messages().write(NewMessage.from(alice).to(bob).subject("Quiet").withoutNotification());
    messages()
        .broadcast(Broadcast.from(alice).to(List.of(bob)).subject("Quiet").withoutNotification());
    await().until(() -> heard().eventsOf(alice).size() == 2);
    assertTrue(heard().eventsOf(alice).stream().noneMatch(event -> event.sent().notification()));
    hearUntilNow(alice, bob);
    staysTrue(() -> heard().notificationsFor(bob).size() == 1); // of the loud one only
    assertEquals(3, mailboxes().unreadCount(bob));
  }

  @Test
  default void refusal_arrives_bare_and_marks_the_transaction_for_rollback() throws Exception {
    String alice = users().named("alice");
    String bob = users().named("bob");
    transaction().begin();
    messages().write(NewMessage.from(alice).to(bob).subject("Before the refusal"));
    assertThrows(
        InvalidInputException.class,
        () -> messages().write(NewMessage.from(alice).to(bob).subject("")));
    assertEquals(Status.STATUS_MARKED_ROLLBACK, transaction().getStatus());
    transaction().rollback();
    assertEquals(0, rows().messages("Before the refusal"));
    assertThrows(MessageNotFoundException.class, () -> mailboxes().open(bob, -1));
  }

  @Test
  default void transactions_of_cdi_take_messages_along_too() {
    String alice = users().named("alice");
    String bob = users().named("bob");
    TransactionalCaller caller = CDI.current().select(TransactionalCaller.class).get();
    NewMessage message = NewMessage.from(alice).to(bob).subject("By CDI");
    assertThrows(IllegalStateException.class, () -> caller.write(message, true));
    assertEquals(0, rows().messages("By CDI"));
    assertEquals(0, mailboxes().unreadCount(bob));
    caller.write(message, false);
    assertEquals(1, mailboxes().unreadCount(bob));
  }

  @Test
  default void reading_rolls_back_with_the_caller_too() throws Exception {
    String alice = users().named("alice");
    String bob = users().named("bob");
    long id = messages().write(NewMessage.from(alice).to(bob).subject("Unread")).get(0).id();
    transaction().begin();
    mailboxes().open(bob, id);
    assertEquals(0, mailboxes().unreadCount(bob));
    transaction().rollback();
    assertEquals(1, mailboxes().unreadCount(bob));
    assertFalse(mailboxes().get(bob, id).readAt() != null);
  }
}
