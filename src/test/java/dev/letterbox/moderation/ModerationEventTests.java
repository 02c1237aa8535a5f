package dev.letterbox.moderation;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.letterbox.api.AutoModerator.Rating;
import dev.letterbox.api.MessageKind;
import dev.letterbox.api.NewMessage;
import dev.letterbox.api.event.MessageRejected;
import dev.letterbox.api.event.MessageSent;
import dev.letterbox.testing.support.InServerTestBase;
import dev.letterbox.testing.support.ModerationServices;
import dev.letterbox.testing.support.recording.RecordedEvents.ObserverPhase;
import dev.letterbox.testing.support.recording.RecordedEvents.RecordedEvent;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * When, for which moderator and in which transaction events of accepted and rejected messages are
 * fired.
 */
@Tag("once")
class ModerationEventTests extends InServerTestBase implements ModerationServices {

  private List<MessageSent> sent(ObserverPhase phase, String sender) {
    return recordedEvents().events(MessageSent.class, phase, sender);
  }

  private List<MessageRejected> rejected(ObserverPhase phase, String sender) {
    return recordedEvents().events(MessageRejected.class, phase, sender);
  }

  private static NewMessage newMessage(String sender, String recipient) {
    return NewMessage.from(sender).to(recipient).subject("Buy").body("now");
  }

  @Test
  void accepted_message_fires_its_event_inside_and_after_the_transaction() throws Exception {
    String alice = users().create("alice");
    String bob = users().create("bob");
    transaction().begin();
    long id = messages().write(newMessage(alice, bob)).get(0).id();
    MessageSent sent = new MessageSent(id, MessageKind.MESSAGE, alice, bob, 1, true, null, false);
    assertEquals(
        List.of(sent),
        sent(ObserverPhase.IN_TRANSACTION, alice),
        "a listener in the transaction gets it immediately");
    assertEquals(List.of(), sent(ObserverPhase.AFTER_COMMIT, alice), "not before the commit");
    transaction().commit();
    assertEquals(List.of(sent), sent(ObserverPhase.AFTER_COMMIT, alice), "after the commit");
    assertEquals(List.of(sent), sent(ObserverPhase.IN_TRANSACTION, alice), "once");
  }

  @Test
  void pending_message_fires_its_event_when_a_moderator_accepts_it() {
    String alice = users().create("alice");
    String bob = users().create("bob");
    long id = writePending(newMessage(alice, bob));
    assertEquals(List.of(), sent(ObserverPhase.IN_TRANSACTION, alice));
    moderation().accept(users().create("mona"), id);
    MessageSent sent = new MessageSent(id, MessageKind.MESSAGE, alice, bob, 1, true, null, false);
    assertEquals(List.of(sent), sent(ObserverPhase.IN_TRANSACTION, alice));
    assertEquals(List.of(sent), sent(ObserverPhase.AFTER_COMMIT, alice));
    assertEquals(List.of(), rejected(ObserverPhase.IN_TRANSACTION, alice));
  }

  @Test
  void message_accepted_again_fires_another_event_without_notification() {
    String alice = users().create("alice");
    String bob = users().create("bob");
    String mona = users().create("mona");
    long id = writePending(newMessage(alice, bob));
    moderation().accept(mona, id);
    moderation().takeBack(mona, id);
    moderation().accept(mona, id);
    MessageSent sent = new MessageSent(id, MessageKind.MESSAGE, alice, bob, 1, true, null, false);
    MessageSent again = new MessageSent(id, MessageKind.MESSAGE, alice, bob, 1, false, null, false);
    assertEquals(List.of(sent, again), sent(ObserverPhase.IN_TRANSACTION, alice));
    assertEquals(List.of(sent, again), sent(ObserverPhase.AFTER_COMMIT, alice));
  }

  @Test
  void rejection_by_auto_moderators_fires_each_event_once() {
    String alice = users().create("alice");
    String bob = users().create("bob");
    long id =
        messages()
            .write(newMessage(alice, bob).moderatedBy(each -> Optional.of(new Rating(0, "Spam"))))
            .get(0)
            .id();
    assertRejectedOnce(new MessageRejected(id, alice, bob, null, "Spam", false));
    assertEquals(List.of(), sent(ObserverPhase.IN_TRANSACTION, alice), "it was never sent");
  }

  @Test
  void rejection_by_a_moderator_fires_each_event_once_with_the_moderator() {
    String alice = users().create("alice");
    String bob = users().create("bob");
    String mona = users().create("mona");
    long id = writePending(newMessage(alice, bob));
    moderation().reject(mona, id, "Rude");
    assertRejectedOnce(new MessageRejected(id, alice, bob, mona, "Rude", true));
    assertEquals(List.of(), sent(ObserverPhase.IN_TRANSACTION, alice), "it was never sent");
  }

  private void assertRejectedOnce(MessageRejected rejected) {
    String sender = rejected.sender();
    assertEquals(List.of(rejected), rejected(ObserverPhase.IN_TRANSACTION, sender));
    assertEquals(List.of(rejected), rejected(ObserverPhase.AFTER_COMMIT, sender));
    await().until(() -> !rejected(ObserverPhase.ASYNCHRONOUS, sender).isEmpty());
    assertStaysTrue(() -> rejected(ObserverPhase.ASYNCHRONOUS, sender).size() == 1);
    RecordedEvent<MessageRejected> asyncEvent =
        recordedEvents().recorded(MessageRejected.class, ObserverPhase.ASYNCHRONOUS, sender).get(0);
    assertEquals(rejected, asyncEvent.event());
    assertTrue(asyncEvent.committed(), "another transaction sees the rejection");
    assertTrue(asyncEvent.managedThread(), "on a managed thread");
  }

  @Test
  void rolled_back_decision_fires_no_event_after_the_transaction() throws Exception {
    String alice = users().create("alice");
    String bob = users().create("bob");
    String mona = users().create("mona");
    long rejected = writePending(newMessage(alice, bob));
    long accepted = writePending(newMessage(alice, bob));
    transaction().begin();
    moderation().reject(mona, rejected, "Rude");
    moderation().accept(mona, accepted);
    messages()
        .write(newMessage(alice, bob).moderatedBy(each -> Optional.of(new Rating(0, "Spam"))));
    assertEquals(
        2,
        rejected(ObserverPhase.IN_TRANSACTION, alice).size(),
        "a listener in the transaction gets it immediately");
    assertEquals(1, sent(ObserverPhase.IN_TRANSACTION, alice).size());
    transaction().rollback();
    moderation().reject(mona, accepted, "After all");
    await().until(() -> !rejected(ObserverPhase.ASYNCHRONOUS, alice).isEmpty());
    assertStaysTrue(() -> rejected(ObserverPhase.ASYNCHRONOUS, alice).size() == 1);
    assertEquals(
        List.of(new MessageRejected(accepted, alice, bob, mona, "After all", true)),
        rejected(ObserverPhase.AFTER_COMMIT, alice));
    assertEquals(List.of(), sent(ObserverPhase.AFTER_COMMIT, alice));
    assertEquals(List.of(), recordedEvents().eventsOf(alice));
  }
}
