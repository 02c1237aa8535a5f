package dev.letterbox.message;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.letterbox.api.Broadcast;
import dev.letterbox.api.InvalidInputException;
import dev.letterbox.api.MessageKind;
import dev.letterbox.api.MessageNotFoundException;
import dev.letterbox.api.NewMessage;
import dev.letterbox.api.Notice;
import dev.letterbox.api.event.MessageSent;
import dev.letterbox.api.notification.NotificationType;
import dev.letterbox.testing.support.InServerTestBase;
import dev.letterbox.testing.support.OutboxServices;
import dev.letterbox.testing.support.application.TransactionalCaller;
import dev.letterbox.testing.support.recording.RecordedEvents;
import dev.letterbox.testing.support.recording.RecordingChannel;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.transaction.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Messages, events and notifications commit and roll back with the caller's transaction. */
class MessageTransactionTests extends InServerTestBase implements OutboxServices {

  @Test
  void rolled_back_write_leaves_no_row_no_counter_change_and_no_event() throws Exception {
    String alice = users().create("alice");
    String bob = users().create("bob");
    transaction().begin();
    messages().write(NewMessage.from(alice).to(bob).subject("Rolled back"));
    messages().broadcast(Broadcast.from(alice).to(List.of(bob)).subject("Rolled back"));
    messages().sendNotice(Notice.info("Rolled back").to(bob));
    assertEquals(3, mailboxes().unreadCount(bob), "visible inside the transaction");
    transaction().rollback();

    assertEquals(0, tables().messageCount("Rolled back"));
    assertEquals(0, tables().deliveryCount(bob));
    assertEquals(0, mailboxes().unreadCount(bob));
    assertEquals(0, tables().mailboxVersion(bob));
    writeAndAwaitEvents(alice, bob);
    assertStaysTrue(
        () ->
            recordedEvents().eventsOf(alice).size()
                == 1); // the event of the message committed afterwards
    assertEquals(1, recordedNotifications().notificationsFor(bob).size());
  }

  /** Commits one more message and waits for its event and its notification. */
  private void writeAndAwaitEvents(String sender, String recipient) {
    long id = messages().write(NewMessage.from(sender).to(recipient).subject("After")).get(0).id();
    await()
        .until(
            () ->
                recordedNotifications().notificationsFor(recipient).stream()
                        .anyMatch(notification -> notification.messageId() == id)
                    && recordedEvents().eventsOf(sender).stream()
                        .anyMatch(event -> event.event().messageId() == id));
  }

  @Test
  void committed_write_fires_one_event_on_a_managed_thread_after_the_commit() throws Exception {
    String alice = users().create("alice");
    String bob = users().create("bob");
    transaction().begin();
    long id = messages().write(NewMessage.from(alice).to(bob).subject("Committed")).get(0).id();
    assertEquals(List.of(), recordedEvents().eventsOf(alice), "not before the commit");
    transaction().commit();

    await().until(() -> !recordedNotifications().notificationsFor(bob).isEmpty());
    await().until(() -> !recordedEvents().eventsOf(alice).isEmpty());
    assertStaysTrue(() -> recordedEvents().eventsOf(alice).size() == 1);
    RecordedEvents.RecordedEvent<MessageSent> event = recordedEvents().eventsOf(alice).get(0);
    assertEquals(
        new MessageSent(id, MessageKind.MESSAGE, alice, bob, 1, true, null, false), event.event());
    assertTrue(event.committed(), "another transaction sees the message");
    assertTrue(event.managedThread(), "thread " + event.thread());
    assertEquals(
        List.of(
            new RecordingChannel.DeliveredNotification(id, NotificationType.MESSAGE, alice, bob)),
        recordedNotifications().notificationsFor(bob));
  }

  @Test
  void write_without_a_transaction_starts_its_own() throws Exception {
    String alice = users().create("alice");
    String bob = users().create("bob");
    assertEquals(Status.STATUS_NO_TRANSACTION, transaction().getStatus());
    messages().write(NewMessage.from(alice).to(bob).subject("Alone"));
    await().until(() -> recordedEvents().eventsOf(alice).size() == 1);
    assertEquals(1, mailboxes().unreadCount(bob));
  }

  @Test
  void broadcast_notifies_all_recipients_despite_one_failing_delivery() {
    String bruno = users().create("bruno");
    String unreachable = users().create("unreachable");
    List<String> others = users().createMany("zoe", 1500);
    List<String> recipients = new ArrayList<>(others);
    recipients.add(unreachable);
    long id =
        messages()
            .broadcast(Broadcast.from(bruno).to(recipients).subject("To all users"))
            .messageId()
            .getAsLong();
    await()
        .until(
            () ->
                others.stream()
                    .allMatch(name -> recordedNotifications().notificationsFor(name).size() == 1));
    assertEquals(
        List.of(
            new RecordingChannel.DeliveredNotification(
                id, NotificationType.BROADCAST, bruno, others.get(0))),
        recordedNotifications().notificationsFor(others.get(0)));
    assertEquals(List.of(), recordedNotifications().notificationsFor(unreachable));
    assertEquals(1, mailboxes().unreadCount(unreachable), "the message is delivered");
  }

  @Test
  void two_thousand_events_are_observed_on_few_threads() {
    String alice = users().create("alice");
    List<String> recipients = users().createMany("yuri", 2000);
    messages().write(NewMessage.from(alice).to(recipients).subject("One by one"));
    await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> recordedEvents().eventsOf(alice).size() == recipients.size());
    await()
        .until(
            () ->
                recipients.stream()
                    .allMatch(name -> recordedNotifications().notificationsFor(name).size() == 1));
    long threads =
        recordedEvents().eventsOf(alice).stream()
            .map(RecordedEvents.RecordedEvent::thread)
            .distinct()
            .count();
    assertTrue(threads <= 8, "threads: " + threads);
  }

  @Test
  void message_without_notification_is_delivered_and_notifies_no_user() {
    String alice = users().create("alice");
    String bob = users().create("bob");
    messages().write(NewMessage.from(alice).to(bob).subject("Quiet").notifyRecipients(false));
    messages()
        .broadcast(Broadcast.from(alice).to(List.of(bob)).subject("Quiet").notifyRecipients(false));
    await().until(() -> recordedEvents().eventsOf(alice).size() == 2);
    assertTrue(
        recordedEvents().eventsOf(alice).stream()
            .noneMatch(event -> event.event().notifyRecipients()));
    writeAndAwaitEvents(alice, bob);
    assertTrueAfterPoll(() -> recordedNotifications().notificationsFor(bob).size() == 1);
    assertEquals(3, mailboxes().unreadCount(bob));
  }

  @Test
  void validation_exception_is_not_wrapped_and_marks_the_transaction_for_rollback()
      throws Exception {
    String alice = users().create("alice");
    String bob = users().create("bob");
    transaction().begin();
    messages().write(NewMessage.from(alice).to(bob).subject("Before the refusal"));
    assertThrows(
        InvalidInputException.class,
        () -> messages().write(NewMessage.from(alice).to(bob).subject("")));
    assertEquals(Status.STATUS_MARKED_ROLLBACK, transaction().getStatus());
    transaction().rollback();
    assertEquals(0, tables().messageCount("Before the refusal"));
    assertThrows(MessageNotFoundException.class, () -> mailboxes().open(bob, -1));
  }

  @Test
  void message_joins_a_cdi_transaction() {
    String alice = users().create("alice");
    String bob = users().create("bob");
    TransactionalCaller caller = CDI.current().select(TransactionalCaller.class).get();
    NewMessage message = NewMessage.from(alice).to(bob).subject("By CDI");
    assertThrows(IllegalStateException.class, () -> caller.write(message, true));
    assertEquals(0, tables().messageCount("By CDI"));
    assertEquals(0, mailboxes().unreadCount(bob));
    caller.write(message, false);
    assertEquals(1, mailboxes().unreadCount(bob));
  }

  @Test
  void read_state_rolls_back_with_the_transaction_of_the_caller() throws Exception {
    String alice = users().create("alice");
    String bob = users().create("bob");
    long id = messages().write(NewMessage.from(alice).to(bob).subject("Unread")).get(0).id();
    transaction().begin();
    mailboxes().open(bob, id);
    assertEquals(0, mailboxes().unreadCount(bob));
    transaction().rollback();
    assertEquals(1, mailboxes().unreadCount(bob));
    assertFalse(mailboxes().get(bob, id).readAt() != null);
  }
}
