package dev.letterbox.mailbox;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.letterbox.api.ActionTargets;
import dev.letterbox.api.MailboxAction;
import dev.letterbox.api.MessageFilter;
import dev.letterbox.api.MessageNotFoundException;
import dev.letterbox.api.NewMessage;
import dev.letterbox.api.Notice;
import dev.letterbox.api.PageRequest;
import dev.letterbox.api.Reply;
import dev.letterbox.api.conversation.ConversationRequest;
import dev.letterbox.api.event.MessagesRead;
import dev.letterbox.shared.config.Setting;
import dev.letterbox.testing.support.InServerTestBase;
import dev.letterbox.testing.support.SettableSettings;
import dev.letterbox.testing.support.recording.RecordedEvents.ObserverPhase;
import dev.letterbox.testing.support.recording.RecordedEvents.RecordedEvent;
import jakarta.enterprise.inject.spi.CDI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** When, for which messages and in which transaction the event of read messages is fired. */
class MessagesReadEventTests extends InServerTestBase {

  private List<MessagesRead> reads(ObserverPhase phase, String reader) {
    return recordedEvents().events(MessagesRead.class, phase, reader);
  }

  private List<Long> writeMessages(String recipient, int count) {
    String alice = users().create("alice");
    return IntStream.range(0, count)
        .mapToObj(i -> NewMessage.from(alice).to(recipient).subject("Letter " + i))
        .map(message -> messages().write(message).get(0).id())
        .toList();
  }

  private static List<List<Long>> messageIdsOf(List<MessagesRead> events) {
    return events.stream().map(MessagesRead::messageIds).toList();
  }

  @Test
  void each_way_to_read_a_message_fires_one_event() {
    Map<String, BiConsumer<String, Long>> readOperations =
        Map.of(
            "open", (owner, id) -> mailboxes().open(owner, id),
            "mark", (owner, id) -> mailboxes().markRead(owner, id),
            "up_to", (owner, id) -> mailboxes().markReadUpTo(owner, id, MessageFilter.ALL),
            "list", (owner, id) -> mailboxes().page(PageRequest.inbox(owner).markRead(true)),
            "action",
                (owner, id) ->
                    mailboxes().act(owner, MailboxAction.READ, ActionTargets.messages(id)),
            "reply", (owner, id) -> messages().reply(Reply.to(id).by(owner).body("Yes")),
            "conversation", (owner, id) -> conversations().open(ConversationRequest.of(owner, id)),
            "delete", this::openAndDelete);
    readOperations.forEach(
        (name, readOperation) -> {
          String bob = users().create("bob");
          long id = writeMessages(bob, 1).get(0);
          assertEquals(
              List.of(), reads(ObserverPhase.IN_TRANSACTION, bob), name + ": not on delivery");
          readOperation.accept(bob, id);
          assertEquals(
              List.of(List.of(id)), messageIdsOf(reads(ObserverPhase.IN_TRANSACTION, bob)), name);
          if (!name.equals("delete")) {
            mailboxes().open(bob, id);
            mailboxes().markRead(bob, id);
            assertEquals(
                mailboxes().get(bob, id).readAt(),
                reads(ObserverPhase.IN_TRANSACTION, bob).get(0).readAt(),
                name + ": the stored read time");
          }
          assertEquals(1, reads(ObserverPhase.IN_TRANSACTION, bob).size(), name + ": fired once");
          assertEquals(
              reads(ObserverPhase.IN_TRANSACTION, bob),
              reads(ObserverPhase.AFTER_COMMIT, bob),
              name);
        });
  }

  private void openAndDelete(String owner, long id) {
    SettableSettings settings = CDI.current().select(SettableSettings.class).get();
    try {
      settings.set(Setting.DELETE_READ, true);
      mailboxes().open(owner, id);
    } finally {
      settings.reset();
    }
    assertThrows(MessageNotFoundException.class, () -> mailboxes().open(owner, id));
  }

  @Test
  void event_lists_newly_read_messages_only_in_ascending_order() {
    String bob = users().create("bob");
    List<Long> ids = writeMessages(bob, 4);
    mailboxes().markRead(bob, ids.get(1));
    mailboxes()
        .act(
            bob,
            MailboxAction.READ,
            ActionTargets.messages(ids.get(3), ids.get(2), ids.get(1), ids.get(0)));
    assertEquals(
        List.of(List.of(ids.get(1)), List.of(ids.get(0), ids.get(2), ids.get(3))),
        messageIdsOf(reads(ObserverPhase.IN_TRANSACTION, bob)));
    mailboxes().markUnread(bob, ids.get(2));
    mailboxes().markRead(bob, ids.get(2));
    assertEquals(
        List.of(ids.get(2)),
        reads(ObserverPhase.IN_TRANSACTION, bob).get(2).messageIds(),
        "second page");
  }

  @Test
  void rolled_back_read_fires_no_event_after_the_transaction() throws Exception {
    String bob = users().create("bob");
    List<Long> ids = writeMessages(bob, 2);
    transaction().begin();
    mailboxes().open(bob, ids.get(0));
    assertEquals(
        1,
        reads(ObserverPhase.IN_TRANSACTION, bob).size(),
        "a listener in the transaction gets it immediately");
    assertEquals(List.of(), reads(ObserverPhase.AFTER_COMMIT, bob));
    transaction().rollback();
    mailboxes().open(bob, ids.get(1));
    await().until(() -> !reads(ObserverPhase.ASYNCHRONOUS, bob).isEmpty());
    assertStaysTrue(() -> reads(ObserverPhase.ASYNCHRONOUS, bob).size() == 1);
    assertEquals(
        List.of(List.of(ids.get(1))), messageIdsOf(reads(ObserverPhase.AFTER_COMMIT, bob)));
    RecordedEvent<MessagesRead> asyncEvent =
        recordedEvents().recorded(MessagesRead.class, ObserverPhase.ASYNCHRONOUS, bob).get(0);
    assertEquals(reads(ObserverPhase.AFTER_COMMIT, bob).get(0), asyncEvent.event());
    assertTrue(asyncEvent.committed(), "another transaction sees the read state");
    assertTrue(asyncEvent.managedThread(), "on a managed thread");
  }

  @Test
  void mark_read_of_many_messages_fires_events_in_batches() throws Exception {
    String bob = users().create("bob");
    int messageCount = 2 * MessagesRead.MAX_MESSAGES + 1;
    transaction().begin();
    for (int i = 0; i < messageCount; i++) {
      messages().sendNotice(Notice.info("Many").to(bob).notifyRecipients(false));
    }
    transaction().commit();
    assertEquals(messageCount, mailboxes().markReadUpTo(bob, Long.MAX_VALUE, MessageFilter.ALL));
    assertEquals(0, mailboxes().unreadCount(bob));
    tables().assertCountersExact(bob);
    List<List<Long>> batches = messageIdsOf(reads(ObserverPhase.IN_TRANSACTION, bob));
    assertEquals(
        List.of(MessagesRead.MAX_MESSAGES, MessagesRead.MAX_MESSAGES, 1),
        batches.stream().map(List::size).toList());
    long[] all = batches.stream().flatMap(List::stream).mapToLong(Long::longValue).toArray();
    assertEquals(messageCount, LongStream.of(all).distinct().count());
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> reads(ObserverPhase.ASYNCHRONOUS, bob).size() == 3);
  }
}
