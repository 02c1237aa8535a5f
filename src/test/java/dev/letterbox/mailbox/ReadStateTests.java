package dev.letterbox.mailbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.letterbox.api.Message;
import dev.letterbox.api.MessageFilter;
import dev.letterbox.api.MessageNotFoundException;
import dev.letterbox.api.NewMessage;
import dev.letterbox.api.PageRequest;
import dev.letterbox.api.Reply;
import dev.letterbox.shared.config.Setting;
import dev.letterbox.testing.support.InServerTestBase;
import dev.letterbox.testing.support.SettableSettings;
import dev.letterbox.testing.support.statement.StatementRecorder;
import jakarta.enterprise.inject.spi.CDI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Marking messages read, unread, read up to an id, and deletion of displayed messages. */
class ReadStateTests extends InServerTestBase {

  @Test
  void message_is_marked_read_and_unread_again() {
    String bob = users().create("bob");
    long id = sendNotices(bob, 2).get(0);
    Instant readTime = Instant.parse("2026-05-05T10:00:00Z");
    clock().set(readTime);
    try {
      mailboxes().markRead(bob, id);
      clock().advance(Duration.ofHours(1));
      mailboxes().markRead(bob, id);
    } finally {
      clock().reset();
    }
    assertEquals(readTime, mailboxes().get(bob, id).readAt(), "the first read time is kept");
    assertEquals(1, mailboxes().unreadCount(bob));
    long version = tables().mailboxVersion(bob);
    mailboxes().markUnread(bob, id);
    mailboxes().markUnread(bob, id);
    assertNull(mailboxes().get(bob, id).readAt());
    assertEquals(2, mailboxes().unreadCount(bob));
    assertEquals(version + 1, tables().mailboxVersion(bob), "marking again changes nothing");
    tables().assertCountersExact(bob);
  }

  @Test
  void marking_costs_at_most_3_statements() throws Exception {
    String bob = users().create("bob");
    long id = sendNotices(bob, 1).get(0);
    assertEquals(3, StatementRecorder.capture(() -> mailboxes().markRead(bob, id)).size());
    assertEquals(1, StatementRecorder.capture(() -> mailboxes().markRead(bob, id)).size());
    assertEquals(3, StatementRecorder.capture(() -> mailboxes().markUnread(bob, id)).size());
    sendNotices(bob, 100);
    int maxStatements = isOnDerby() ? 3 : 2;
    assertEquals(
        maxStatements,
        StatementRecorder.capture(() -> mailboxes().markReadUpTo(bob, id + 50, MessageFilter.ALL))
            .size());
  }

  @Test
  void message_that_moves_while_it_is_displayed_becomes_read() {
    String bob = users().create("bob");
    ReadPolicy readPolicy = CDI.current().select(ReadPolicy.class).get();
    List<Long> ids = sendNotices(bob, 2);
    List<Message> inInbox = ids.stream().map(id -> mailboxes().get(bob, id)).toList();
    mailboxes().archive(bob, ids.get(0));
    readPolicy.markDisplayed(bob, inInbox);
    ids.forEach(id -> assertNotNull(mailboxes().get(bob, id).readAt()));
    assertEquals(0, mailboxes().unreadCount(bob));
    mailboxes().markUnread(bob, ids.get(0));
    Message inArchives = mailboxes().get(bob, ids.get(0));
    mailboxes().restore(bob, ids.get(0));
    readPolicy.markDisplayed(bob, List.of(inArchives));
    assertEquals(0, mailboxes().unreadCount(bob));
    tables().assertCountersExact(bob);
  }

  @Test
  void parent_that_is_displayed_during_a_reply_was_read_when_it_was_replied_to() {
    String bob = users().create("bob");
    Instant replyTime = Instant.parse("2026-05-05T10:00:00Z");
    try {
      clock().set(replyTime.minusSeconds(60));
      long id =
          messages()
              .write(NewMessage.from(users().create("alice")).to(bob).subject("Lunch?"))
              .get(0)
              .id();
      clock().set(replyTime.plusMillis(1));
      mailboxes().open(bob, id);
      clock().set(replyTime); // read when the reply began, before it waited for the parent
      messages().reply(Reply.to(id).by(bob).body("Yes"));
      assertEquals(replyTime, mailboxes().get(bob, id).repliedAt());
      assertEquals(replyTime, mailboxes().get(bob, id).readAt());
    } finally {
      clock().reset();
    }
  }

  @Test
  void messages_of_other_users_and_sent_messages_can_not_be_marked() {
    String alice = users().create("alice");
    String bob = users().create("bob");
    long id = messages().write(NewMessage.from(alice).to(bob).subject("s")).get(0).id();
    for (String other : List.of(alice, users().create("eve"))) {
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
  void mark_read_up_to_an_id_leaves_later_messages_unread() {
    String bob = users().create("bob");
    List<Long> ids = sendNotices(bob, 10);
    mailboxes().markRead(bob, ids.get(2));
    long version = tables().mailboxVersion(bob);
    assertEquals(6, mailboxes().markReadUpTo(bob, ids.get(6), MessageFilter.ALL));
    assertEquals(3, mailboxes().unreadCount(bob));
    assertEquals(version + 1, tables().mailboxVersion(bob));
    assertNull(mailboxes().get(bob, ids.get(7)).readAt());
    assertNotNull(mailboxes().get(bob, ids.get(6)).readAt());
    assertEquals(0, mailboxes().markReadUpTo(bob, ids.get(6), MessageFilter.ALL));
    assertEquals(version + 1, tables().mailboxVersion(bob));
    assertEquals(3, mailboxes().markReadUpTo(bob, Long.MAX_VALUE, MessageFilter.ALL));
    tables().assertCountersExact(bob);
  }

  @Test
  void setting_deletes_displayed_messages_only() {
    String bob = users().create("bob");
    List<Long> ids = sendNotices(bob, 6);
    SettableSettings settings = CDI.current().select(SettableSettings.class).get();
    mailboxes().markRead(bob, ids.get(4));
    try {
      settings.set(Setting.DELETE_READ, true);
      List<Message> displayed =
          mailboxes().page(PageRequest.inbox(bob).limit(2).markRead(true)).results();
      assertEquals(List.of(ids.get(5), ids.get(4)), displayed.stream().map(Message::id).toList());
      assertEquals(ids.get(3), mailboxes().open(bob, ids.get(3)).id());
      for (Long deletedId : ids.subList(3, 6)) {
        assertThrows(MessageNotFoundException.class, () -> mailboxes().get(bob, deletedId));
      }
      mailboxes().page(PageRequest.inbox(bob));
      mailboxes().markRead(bob, ids.get(0));
      assertNotNull(mailboxes().get(bob, ids.get(0)).readAt(), "it was not displayed");
      assertEquals(2, mailboxes().unreadCount(bob));
      tables().assertCountersExact(bob);
    } finally {
      settings.reset();
    }
    assertEquals(3, tables().actualTotal(bob));
    assertEquals(
        0,
        tables()
            .selectNumber(
                "select count(*) from lb_delivery where recipient = ?"
                    + " and deleted_at is not null and read_at is null",
                bob));
  }

  @Test
  void page_that_deletes_displayed_messages_costs_two_more_statements_than_marking()
      throws Exception {
    String bob = users().create("bob");
    sendNotices(bob, 20);
    SettableSettings settings = CDI.current().select(SettableSettings.class).get();
    try {
      settings.set(Setting.DELETE_READ, true);
      List<String> statements =
          StatementRecorder.capture(() -> mailboxes().page(PageRequest.inbox(bob).markRead(true)));
      assertEquals(isOnDerby() ? 6 : 5, statements.size(), statements.toString());
    } finally {
      settings.reset();
    }
    assertEquals(10, tables().actualTotal(bob));
    tables().assertCountersExact(bob);
  }
}
