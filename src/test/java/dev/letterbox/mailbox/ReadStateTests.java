package dev.letterbox.mailbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.letterbox.api.Message;
import dev.letterbox.api.MessageFilter;
import dev.letterbox.api.MessageNotFoundException;
import dev.letterbox.api.NewMessage;
import dev.letterbox.api.Notice;
import dev.letterbox.api.PageRequest;
import dev.letterbox.shared.Setting;
import dev.letterbox.testing.Services;
import dev.letterbox.testing.SettableSettings;
import dev.letterbox.testing.Statements;
import jakarta.enterprise.inject.spi.CDI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Read, unread, read up to one, and deleted once read. */
public interface ReadStateTests extends Services {

  private List<Long> notices(String owner, int number) {
    return IntStream.range(0, number)
        .mapToObj(i -> messages().notify(Notice.info("Hello " + i).to(owner)))
        .map(report -> report.messageId().getAsLong())
        .toList();
  }

  @Test
  default void message_is_marked_read_once_and_unread_again() {
    String bob = users().named("bob");
    long id = notices(bob, 2).get(0);
    Instant then = Instant.parse("2026-05-05T10:00:00Z");
    clock().set(then);
    try {
      mailboxes().markRead(bob, id);
      clock().tick(Duration.ofHours(1));
      mailboxes().markRead(bob, id);
    } finally {
      clock().release();
    }
    assertEquals(then, mailboxes().get(bob, id).readAt(), "the first time counts");
    assertEquals(1, mailboxes().unreadCount(bob));
    long version = rows().version(bob);
    mailboxes().markUnread(bob, id);
    mailboxes().markUnread(bob, id);
    assertNull(mailboxes().get(bob, id).readAt());
    assertEquals(2, mailboxes().unreadCount(bob));
    assertEquals(version + 1, rows().version(bob), "the second time changes nothing");
    assertEquals(0, rows().wrongCounters(List.of(bob)));
  }

  @Test
  default void marking_costs_at_most_3_statements() throws Exception {
    String bob = users().named("bob");
    long id = notices(bob, 1).get(0);
    assertEquals(3, Statements.during(() -> mailboxes().markRead(bob, id)).size());
    assertEquals(1, Statements.during(() -> mailboxes().markRead(bob, id)).size());
    assertEquals(3, Statements.during(() -> mailboxes().markUnread(bob, id)).size());
    notices(bob, 100);
    int most = onDerby() ? 3 : 2;
    assertEquals(
        most,
        Statements.during(() -> mailboxes().markReadUpTo(bob, id + 50, MessageFilter.ALL)).size());
  }

  @Test
  default void messages_of_others_and_sent_ones_are_not_there_to_be_marked() {
    String alice = users().named("alice");
    String bob = users().named("bob");
    long id = messages().write(NewMessage.from(alice).to(bob).subject("s")).get(0).id();
    for (String other : List.of(alice, users().named("eve"))) {
      assertThrows(MessageNotFoundException.class, () -> mailboxes().markRead(other, id));
      assertThrows(MessageNotFoundException.class, () -> mailboxes().markUnread(other, id));
      assertEquals(0, mailboxes().markReadUpTo(other, Long.MAX_VALUE, MessageFilter.ALL));
    }
    assertEquals(1, mailboxes().unreadCount(bob));
    mailboxes().markRead(bob, id);
    mailboxes().delete(bob, id);
    assertThrows(MessageNotFoundException.class, () -> mailboxes().markUnread(bob, id));
  }

  @Test
  default void all_up_to_an_id_become_read_and_what_arrived_later_stays_unread() {
    String bob = users().named("bob");
    List<Long> ids = notices(bob, 10);
    mailboxes().markRead(bob, ids.get(2));
    long version = rows().version(bob);
    assertEquals(6, mailboxes().markReadUpTo(bob, ids.get(6), MessageFilter.ALL));
    assertEquals(3, mailboxes().unreadCount(bob));
    assertEquals(version + 1, rows().version(bob));
    assertNull(mailboxes().get(bob, ids.get(7)).readAt());
    assertNotNull(mailboxes().get(bob, ids.get(6)).readAt());
    assertEquals(0, mailboxes().markReadUpTo(bob, ids.get(6), MessageFilter.ALL));
    assertEquals(version + 1, rows().version(bob));
    assertEquals(3, mailboxes().markReadUpTo(bob, Long.MAX_VALUE, MessageFilter.ALL));
    assertEquals(0, rows().wrongCounters(List.of(bob)));
  }

  @Test
  default void what_was_shown_is_deleted_where_a_setting_says_so_and_nothing_else() {
    String bob = users().named("bob");
    List<Long> ids = notices(bob, 6);
    SettableSettings settings = CDI.current().select(SettableSettings.class).get();
    mailboxes().markRead(bob, ids.get(4));
    try {
      settings.set(Setting.DELETE_READ, true);
      List<Message> shown = mailboxes().page(PageRequest.inbox(bob).limit(2)).results();
      assertEquals(List.of(ids.get(5), ids.get(4)), shown.stream().map(Message::id).toList());
      assertEquals(ids.get(3), mailboxes().open(bob, ids.get(3)).id());
      for (Long gone : ids.subList(3, 6)) {
        assertThrows(MessageNotFoundException.class, () -> mailboxes().get(bob, gone));
      }
      mailboxes().page(PageRequest.inbox(bob).withoutMarkingRead());
      mailboxes().markRead(bob, ids.get(0));
      assertNotNull(mailboxes().get(bob, ids.get(0)).readAt(), "nobody was shown it");
      assertEquals(2, mailboxes().unreadCount(bob));
      assertEquals(0, rows().wrongCounters(List.of(bob)));
    } finally {
      settings.reset();
    }
    assertEquals(3, rows().inInbox(bob));
    assertEquals(
        0,
        rows()
            .number(
                "select count(*) from lb_delivery where recipient = ?"
                    + " and deleted_at is not null and read_at is null",
                bob));
  }

  @Test
  default void page_that_deletes_what_it_shows_costs_two_statements_more_than_one_that_marks()
      throws Exception {
    String bob = users().named("bob");
    notices(bob, 20);
    SettableSettings settings = CDI.current().select(SettableSettings.class).get();
    try {
      settings.set(Setting.DELETE_READ, true);
      List<String> statements = Statements.during(() -> mailboxes().page(PageRequest.inbox(bob)));
      assertEquals(onDerby() ? 6 : 5, statements.size(), statements.toString());
    } finally {
      settings.reset();
    }
    assertEquals(10, rows().inInbox(bob));
    assertEquals(0, rows().wrongCounters(List.of(bob)));
  }
}
