package dev.letterbox.mailbox;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.letterbox.api.Action;
import dev.letterbox.api.ConversationRequest;
import dev.letterbox.api.MessageFilter;
import dev.letterbox.api.MessageNotFoundException;
import dev.letterbox.api.NewMessage;
import dev.letterbox.api.Notice;
import dev.letterbox.api.PageRequest;
import dev.letterbox.api.Reply;
import dev.letterbox.api.Targets;
import dev.letterbox.api.event.MessageRead;
import dev.letterbox.shared.Setting;
import dev.letterbox.testing.HeardReading;
import dev.letterbox.testing.Services;
import dev.letterbox.testing.SettableSettings;
import jakarta.enterprise.inject.spi.CDI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The event of messages that become read: when, for what, in which transaction. */
public interface MessageReadTests extends Services {

  private static HeardReading heardReading() {
    return CDI.current().select(HeardReading.class).get();
  }

  private List<Long> letters(String recipient, int number) {
    String alice = users().named("alice");
    return IntStream.range(0, number)
        .mapToObj(i -> NewMessage.from(alice).to(recipient).subject("Letter " + i))
        .map(letter -> messages().write(letter).get(0).id())
        .toList();
  }

  private static List<List<Long>> toldIn(List<MessageRead> events) {
    return events.stream().map(MessageRead::messageIds).toList();
  }

  @Test
  default void each_way_to_read_a_message_tells_of_it_once() {
    Map<String, BiConsumer<String, Long>> ways =
        Map.of(
            "open", (owner, id) -> mailboxes().open(owner, id),
            "mark", (owner, id) -> mailboxes().markRead(owner, id),
            "up_to", (owner, id) -> mailboxes().markReadUpTo(owner, id, MessageFilter.ALL),
            "list", (owner, id) -> mailboxes().page(PageRequest.inbox(owner)),
            "action", (owner, id) -> mailboxes().act(owner, Action.READ, Targets.messages(id)),
            "reply", (owner, id) -> messages().reply(Reply.to(id).by(owner).body("Yes")),
            "conversation", (owner, id) -> conversations().open(ConversationRequest.of(owner, id)),
            "delete", this::openAndDelete);
    ways.forEach(
        (name, way) -> {
          String bob = users().named("bob");
          long id = letters(bob, 1).get(0);
          assertEquals(List.of(), heardReading().inside(bob), name + ": not when it comes");
          way.accept(bob, id);
          assertEquals(List.of(List.of(id)), toldIn(heardReading().inside(bob)), name);
          if (!name.equals("delete")) {
            mailboxes().open(bob, id);
            mailboxes().markRead(bob, id);
            assertEquals(
                mailboxes().get(bob, id).readAt(),
                heardReading().inside(bob).get(0).readAt(),
                name + ": the time that everybody sees");
          }
          assertEquals(1, heardReading().inside(bob).size(), name + ": not again");
          assertEquals(heardReading().inside(bob), heardReading().afterwards(bob), name);
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
  default void only_what_was_unread_is_told_in_ascending_order() {
    String bob = users().named("bob");
    List<Long> ids = letters(bob, 4);
    mailboxes().markRead(bob, ids.get(1));
    mailboxes()
        .act(bob, Action.READ, Targets.messages(ids.get(3), ids.get(2), ids.get(1), ids.get(0)));
    assertEquals(
        List.of(List.of(ids.get(1)), List.of(ids.get(0), ids.get(2), ids.get(3))),
        toldIn(heardReading().inside(bob)));
    mailboxes().markUnread(bob, ids.get(2));
    mailboxes().markRead(bob, ids.get(2));
    assertEquals(
        List.of(ids.get(2)), heardReading().inside(bob).get(2).messageIds(), "read once more");
  }

  @Test
  default void reading_that_is_rolled_back_is_told_to_nobody_afterwards() throws Exception {
    String bob = users().named("bob");
    List<Long> ids = letters(bob, 2);
    transaction().begin();
    mailboxes().open(bob, ids.get(0));
    assertEquals(1, heardReading().inside(bob).size(), "who takes part hears of it at once");
    assertEquals(List.of(), heardReading().afterwards(bob));
    transaction().rollback();
    mailboxes().open(bob, ids.get(1));
    await().until(() -> !heardReading().later(bob).isEmpty());
    staysTrue(() -> heardReading().later(bob).size() == 1);
    assertEquals(List.of(List.of(ids.get(1))), toldIn(heardReading().afterwards(bob)));
    HeardReading.Later later = heardReading().later(bob).get(0);
    assertEquals(heardReading().afterwards(bob).get(0), later.event());
    assertTrue(later.committed(), "another transaction sees that it is read");
    assertTrue(later.managed(), "on a thread of the server's");
  }

  @Test
  default void very_many_become_read_at_once_and_are_told_in_pieces() throws Exception {
    String bob = users().named("bob");
    int many = 2 * MessageRead.MOST + 1;
    transaction().begin();
    for (int i = 0; i < many; i++) {
      messages().notify(Notice.info("Many").to(bob).withoutNotification());
    }
    transaction().commit();
    assertEquals(many, mailboxes().markReadUpTo(bob, Long.MAX_VALUE, MessageFilter.ALL));
    assertEquals(0, mailboxes().unreadCount(bob));
    assertEquals(0, rows().wrongCounters(List.of(bob)));
    List<List<Long>> pieces = toldIn(heardReading().inside(bob));
    assertEquals(
        List.of(MessageRead.MOST, MessageRead.MOST, 1), pieces.stream().map(List::size).toList());
    long[] all = pieces.stream().flatMap(List::stream).mapToLong(Long::longValue).toArray();
    assertEquals(many, LongStream.of(all).distinct().count());
    await().atMost(Duration.ofSeconds(20)).until(() -> heardReading().later(bob).size() == 3);
  }
}
