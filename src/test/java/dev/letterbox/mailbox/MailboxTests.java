package dev.letterbox.mailbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.letterbox.api.Broadcast;
import dev.letterbox.api.InvalidInputException;
import dev.letterbox.api.Message;
import dev.letterbox.api.MessageNotFoundException;
import dev.letterbox.api.NewMessage;
import dev.letterbox.api.NotPermittedException;
import dev.letterbox.api.Notice;
import dev.letterbox.api.Page;
import dev.letterbox.api.PageRequest;
import dev.letterbox.api.UnreadSummary;
import dev.letterbox.testing.support.InServerTestBase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The mailbox as services present it. */
class MailboxTests extends InServerTestBase {

  /** Sends notices, oldest first, and returns their ids. */
  private List<Long> sendTaggedNotices(String owner, int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> messages().sendNotice(Notice.info("Hello " + i).to(owner).tags("t" + i)))
        .map(report -> report.messageId().getAsLong())
        .toList();
  }

  @Test
  void page_is_newest_first_with_the_total_count() {
    String bob = users().create("bob");
    sendTaggedNotices(bob, 13);
    Page<Message> first = mailboxes().page(PageRequest.inbox(bob));
    assertEquals(OptionalLong.of(13), first.count());
    assertEquals(
        IntStream.iterate(12, i -> i > 2, i -> i - 1).mapToObj(i -> "Hello " + i).toList(),
        first.results().stream().map(Message::body).toList());
    Page<Message> last = mailboxes().page(PageRequest.inbox(bob).offset(10));
    assertEquals(OptionalLong.of(13), last.count());
    assertEquals(
        List.of("Hello 2", "Hello 1", "Hello 0"),
        last.results().stream().map(Message::body).toList());
    assertEquals(List.of("t2"), last.results().get(0).tags());
    Page<Message> beyond = mailboxes().page(PageRequest.inbox(bob).offset(20));
    assertEquals(emptyPage(13), beyond);
    assertEquals(emptyPage(0), mailboxes().page(PageRequest.inbox(users().create("empty"))));
  }

  private static Page<Message> emptyPage(long count) {
    return new Page<>(OptionalLong.of(count), List.of(), Optional.empty(), Optional.empty());
  }

  @Test
  void page_has_the_version_before_its_messages_were_marked() {
    String bob = users().create("bob");
    messages().write(NewMessage.from(users().create("alice")).to(bob).subject("Hello"));
    long unread = mailboxes().version(bob);
    PageRequest marking = PageRequest.inbox(bob).markRead(true).versioned(true);
    assertEquals(OptionalLong.of(unread), mailboxes().page(marking).version());
    long read = mailboxes().version(bob);
    assertTrue(read > unread);
    assertEquals(OptionalLong.of(read), mailboxes().page(marking).version());
    assertEquals(OptionalLong.empty(), mailboxes().page(marking.versioned(false)).version());
  }

  @Test
  void page_marks_exactly_its_messages_and_returns_their_previous_state() {
    String bob = users().create("bob");
    sendTaggedNotices(bob, 5);
    Page<Message> page = mailboxes().page(PageRequest.inbox(bob).limit(2).offset(1).markRead(true));
    assertEquals(
        List.of("Hello 3", "Hello 2"), page.results().stream().map(Message::body).toList());
    page.results().forEach(message -> assertNull(message.readAt()));
    List<String> unread =
        mailboxes().page(PageRequest.inbox(bob)).results().stream()
            .filter(message -> message.readAt() == null)
            .map(Message::body)
            .toList();
    assertEquals(List.of("Hello 4", "Hello 1", "Hello 0"), unread);
    assertEquals(3, mailboxes().unreadCount(bob));
    assertEquals(3, tables().actualUnread(bob));
  }

  @Test
  void first_read_time_is_never_overwritten() {
    String bob = users().create("bob");
    long id = sendTaggedNotices(bob, 1).get(0);
    Instant readTime = Instant.parse("2026-10-25T00:30:00.000001Z");
    clock().set(readTime);
    try {
      assertNull(mailboxes().open(bob, id).readAt(), "the first read shows the previous state");
      clock().advance(Duration.ofHours(1));
      assertEquals(readTime, mailboxes().open(bob, id).readAt());
      mailboxes().page(PageRequest.inbox(bob).markRead(true));
      assertEquals(readTime, mailboxes().open(bob, id).readAt(), "the first read time is kept");
    } finally {
      clock().reset();
    }
    assertEquals(0, mailboxes().unreadCount(bob));
  }

  @Test
  void requests_without_marking_leave_messages_unread() {
    String bob = users().create("bob");
    long id = sendTaggedNotices(bob, 1).get(0);
    long version = tables().mailboxVersion(bob);
    mailboxes().get(bob, id);
    mailboxes().page(PageRequest.inbox(bob));
    mailboxes().summary(bob);
    assertEquals(1, mailboxes().unreadCount(bob));
    assertEquals(version, tables().mailboxVersion(bob), "no visible change");
  }

  @Test
  void version_grows_with_visible_changes_only() {
    String bob = users().create("bob");
    long id = sendTaggedNotices(bob, 1).get(0);
    long versionAfterDelivery = tables().mailboxVersion(bob);
    mailboxes().open(bob, id);
    assertEquals(versionAfterDelivery + 1, tables().mailboxVersion(bob));
    mailboxes().open(bob, id);
    mailboxes().page(PageRequest.inbox(bob).markRead(true));
    assertEquals(
        versionAfterDelivery + 1, tables().mailboxVersion(bob), "reading again is no change");
    mailboxes().delete(bob, id);
    assertEquals(versionAfterDelivery + 2, tables().mailboxVersion(bob));
  }

  @Test
  void summary_has_unread_count_and_highest_level() {
    String bob = users().create("bob");
    assertEquals(new UnreadSummary(0, OptionalInt.empty(), ""), mailboxes().summary(bob));
    messages().sendNotice(Notice.info("i").to(bob));
    long error = messages().sendNotice(Notice.error("e").to(bob)).messageId().getAsLong();
    messages().sendNotice(Notice.of(33, "between").to(bob));
    assertEquals(new UnreadSummary(3, OptionalInt.of(40), "error"), mailboxes().summary(bob));
    mailboxes().open(bob, error);
    assertEquals(new UnreadSummary(2, OptionalInt.of(33), ""), mailboxes().summary(bob));
    mailboxes().page(PageRequest.inbox(bob).markRead(true));
    assertEquals(new UnreadSummary(0, OptionalInt.empty(), ""), mailboxes().summary(bob));
  }

  @Test
  void message_of_another_user_is_not_found() {
    String bob = users().create("bob");
    String eve = users().create("eve");
    long id = sendTaggedNotices(bob, 1).get(0);
    for (long requestedId : new long[] {id, -1, Long.MAX_VALUE}) {
      assertThrows(MessageNotFoundException.class, () -> mailboxes().get(eve, requestedId));
      assertThrows(MessageNotFoundException.class, () -> mailboxes().open(eve, requestedId));
      assertThrows(MessageNotFoundException.class, () -> mailboxes().delete(eve, requestedId));
    }
    assertEquals(1, mailboxes().unreadCount(bob));
  }

  @Test
  void unread_message_can_not_be_deleted_and_a_read_one_can() {
    String bob = users().create("bob");
    long id = sendTaggedNotices(bob, 2).get(0);
    assertThrows(NotPermittedException.class, () -> mailboxes().delete(bob, id));
    mailboxes().open(bob, id);
    mailboxes().delete(bob, id);
    assertThrows(MessageNotFoundException.class, () -> mailboxes().open(bob, id));
    assertThrows(MessageNotFoundException.class, () -> mailboxes().delete(bob, id));
    Page<Message> remaining = mailboxes().page(PageRequest.inbox(bob));
    assertEquals(OptionalLong.of(1), remaining.count());
    assertEquals(1, remaining.results().size());
    assertEquals(1, mailboxes().unreadCount(bob));
    tables().assertCountersExact(bob);
  }

  @Test
  void delete_affects_the_side_of_the_caller_only() {
    String alice = users().create("alice");
    String bob = users().create("bob");
    long id = messages().write(NewMessage.from(alice).to(bob).subject("Sides")).get(0).id();
    mailboxes().delete(alice, id);
    assertThrows(MessageNotFoundException.class, () -> mailboxes().open(alice, id));
    assertThrows(MessageNotFoundException.class, () -> mailboxes().delete(alice, id));
    assertEquals("Sides", mailboxes().open(bob, id).subject());
    mailboxes().delete(bob, id);
    assertThrows(MessageNotFoundException.class, () -> mailboxes().open(bob, id));
  }

  @Test
  void sender_opens_a_sent_message_and_sees_its_read_time() {
    String alice = users().create("alice");
    String bob = users().create("bob");
    long id = messages().write(NewMessage.from(alice).to(bob).subject("Read?")).get(0).id();
    assertNull(mailboxes().open(alice, id).readAt());
    assertEquals(1, mailboxes().unreadCount(bob), "opening by the sender leaves it unread");
    mailboxes().open(bob, id);
    assertNotNull(mailboxes().open(alice, id).readAt());
  }

  @Test
  void message_to_oneself_is_received_and_sent_and_deleted_on_both_sides() {
    String alice = users().create("alice");
    long id = messages().write(NewMessage.from(alice).to(alice).subject("Note")).get(0).id();
    assertEquals(1, mailboxes().unreadCount(alice));
    mailboxes().open(alice, id);
    assertEquals(0, mailboxes().unreadCount(alice));
    mailboxes().delete(alice, id);
    assertThrows(MessageNotFoundException.class, () -> mailboxes().get(alice, id));
  }

  @Test
  void broadcast_deleted_by_its_sender_stays_with_its_recipients() {
    String bruno = users().create("bruno");
    String bob = users().create("bob");
    long id =
        messages()
            .broadcast(Broadcast.from(bruno).to(List.of(bob)).subject("Deleted"))
            .messageId()
            .getAsLong();
    mailboxes().delete(bruno, id);
    assertThrows(MessageNotFoundException.class, () -> mailboxes().get(bruno, id));
    assertEquals("Deleted", mailboxes().get(bob, id).subject());
  }

  @Test
  void page_out_of_range_names_limit_and_offset_together() {
    InvalidInputException error =
        assertThrows(
            InvalidInputException.class,
            () -> mailboxes().page(PageRequest.inbox("bob").limit(1001).offset(-1)));
    assertEquals(
        Map.of(
            "offset", List.of("Must be 0 or more."), "limit", List.of("Must be from 1 to 1000.")),
        error.errors());
    assertThrows(
        InvalidInputException.class, () -> mailboxes().page(PageRequest.inbox("bob").limit(0)));
  }
}
