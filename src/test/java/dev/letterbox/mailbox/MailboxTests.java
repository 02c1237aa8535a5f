package dev.letterbox.mailbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.letterbox.api.Broadcast;
import dev.letterbox.api.InvalidInputException;
import dev.letterbox.api.Message;
import dev.letterbox.api.MessageNotFoundException;
import dev.letterbox.api.NewMessage;
import dev.letterbox.api.Notice;
import dev.letterbox.api.Page;
import dev.letterbox.api.PageRequest;
import dev.letterbox.api.Summary;
import dev.letterbox.api.UnreadMessageException;
import dev.letterbox.testing.Services;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** REFERENCE.md section 2, as the services keep it. */
public interface MailboxTests extends Services {

  /** So many notices of these texts, oldest first; their ids. */
  private List<Long> notices(String owner, int number) {
    return IntStream.range(0, number)
        .mapToObj(i -> messages().notify(Notice.info("Hello " + i).to(owner).tags("t" + i)))
        .map(report -> report.messageId().getAsLong())
        .toList();
  }

  @Test
  default void page_is_newest_first_with_the_number_of_all() {
    String bob = users().named("bob");
    notices(bob, 13);
    Page first = mailboxes().page(PageRequest.inbox(bob));
    assertEquals(OptionalLong.of(13), first.count());
    assertEquals(
        IntStream.iterate(12, i -> i > 2, i -> i - 1).mapToObj(i -> "Hello " + i).toList(),
        first.results().stream().map(Message::body).toList());
    Page last = mailboxes().page(PageRequest.inbox(bob).offset(10));
    assertEquals(OptionalLong.of(13), last.count());
    assertEquals(
        List.of("Hello 2", "Hello 1", "Hello 0"),
        last.results().stream().map(Message::body).toList());
    assertEquals(List.of("t2"), last.results().get(0).tags());
    Page beyond = mailboxes().page(PageRequest.inbox(bob).offset(20));
    assertEquals(empty(13), beyond);
    assertEquals(empty(0), mailboxes().page(PageRequest.inbox(users().named("empty"))));
  }

  private static Page empty(long count) {
    return new Page(OptionalLong.of(count), List.of(), Optional.empty(), Optional.empty());
  }

  @Test
  default void page_marks_exactly_what_it_returned_and_shows_it_as_it_was() {
    String bob = users().named("bob");
    notices(bob, 5);
    Page shown = mailboxes().page(PageRequest.inbox(bob).limit(2).offset(1));
    assertEquals(
        List.of("Hello 3", "Hello 2"), shown.results().stream().map(Message::body).toList());
    shown.results().forEach(message -> assertNull(message.readAt()));
    List<String> unread =
        mailboxes().page(PageRequest.inbox(bob).withoutMarkingRead()).results().stream()
            .filter(message -> message.readAt() == null)
            .map(Message::body)
            .toList();
    assertEquals(List.of("Hello 4", "Hello 1", "Hello 0"), unread);
    assertEquals(3, mailboxes().unreadCount(bob));
    assertEquals(3, rows().unread(bob));
  }

  @Test
  default void a_message_is_read_once_and_for_all() {
    String bob = users().named("bob");
    long id = notices(bob, 1).get(0);
    Instant then = Instant.parse("2026-10-25T00:30:00.000001Z");
    clock().set(then);
    try {
      assertNull(mailboxes().open(bob, id).readAt(), "the first time it is shown as it was");
      clock().tick(Duration.ofHours(1));
      assertEquals(then, mailboxes().open(bob, id).readAt());
      mailboxes().page(PageRequest.inbox(bob));
      assertEquals(then, mailboxes().open(bob, id).readAt(), "never overwritten");
    } finally {
      clock().release();
    }
    assertEquals(0, mailboxes().unreadCount(bob));
  }

  @Test
  default void looking_without_marking_leaves_it_unread() {
    String bob = users().named("bob");
    long id = notices(bob, 1).get(0);
    long version = rows().version(bob);
    mailboxes().get(bob, id);
    mailboxes().page(PageRequest.inbox(bob).withoutMarkingRead());
    mailboxes().summary(bob);
    assertEquals(1, mailboxes().unreadCount(bob));
    assertEquals(version, rows().version(bob), "nothing changed for anybody to see");
  }

  @Test
  default void version_grows_with_every_visible_change_and_only_then() {
    String bob = users().named("bob");
    long id = notices(bob, 1).get(0);
    long arrived = rows().version(bob);
    mailboxes().open(bob, id);
    assertEquals(arrived + 1, rows().version(bob));
    mailboxes().open(bob, id);
    mailboxes().page(PageRequest.inbox(bob));
    assertEquals(arrived + 1, rows().version(bob), "it was read already");
    mailboxes().delete(bob, id);
    assertEquals(arrived + 2, rows().version(bob));
  }

  @Test
  default void summary_counts_the_unread_and_tells_their_highest_level() {
    String bob = users().named("bob");
    assertEquals(new Summary(0, OptionalInt.empty(), ""), mailboxes().summary(bob));
    messages().notify(Notice.info("i").to(bob));
    long error = messages().notify(Notice.error("e").to(bob)).messageId().getAsLong();
    messages().notify(Notice.of(33, "between").to(bob));
    assertEquals(new Summary(3, OptionalInt.of(40), "error"), mailboxes().summary(bob));
    mailboxes().open(bob, error);
    assertEquals(new Summary(2, OptionalInt.of(33), ""), mailboxes().summary(bob));
    mailboxes().page(PageRequest.inbox(bob));
    assertEquals(new Summary(0, OptionalInt.empty(), ""), mailboxes().summary(bob));
  }

  @Test
  default void somebody_elses_message_is_not_found() {
    String bob = users().named("bob");
    String eve = users().named("eve");
    long id = notices(bob, 1).get(0);
    for (long wanted : new long[] {id, -1, Long.MAX_VALUE}) {
      assertThrows(MessageNotFoundException.class, () -> mailboxes().get(eve, wanted));
      assertThrows(MessageNotFoundException.class, () -> mailboxes().open(eve, wanted));
      assertThrows(MessageNotFoundException.class, () -> mailboxes().delete(eve, wanted));
    }
    assertEquals(1, mailboxes().unreadCount(bob));
  }

  @Test
  default void unread_message_is_not_deleted_and_a_read_one_is_gone() {
    String bob = users().named("bob");
    long id = notices(bob, 2).get(0);
    assertThrows(UnreadMessageException.class, () -> mailboxes().delete(bob, id));
    mailboxes().open(bob, id);
    mailboxes().delete(bob, id);
    assertThrows(MessageNotFoundException.class, () -> mailboxes().open(bob, id));
    assertThrows(MessageNotFoundException.class, () -> mailboxes().delete(bob, id));
    Page left = mailboxes().page(PageRequest.inbox(bob).withoutMarkingRead());
    assertEquals(OptionalLong.of(1), left.count());
    assertEquals(1, left.results().size());
    assertEquals(1, mailboxes().unreadCount(bob));
    assertEquals(0, rows().wrongCounters(List.of(bob)));
  }

  @Test
  default void each_side_deletes_for_itself() {
    String alice = users().named("alice");
    String bob = users().named("bob");
    long id = messages().write(NewMessage.from(alice).to(bob).subject("Sides")).get(0).id();
    mailboxes().delete(alice, id);
    assertThrows(MessageNotFoundException.class, () -> mailboxes().open(alice, id));
    assertThrows(MessageNotFoundException.class, () -> mailboxes().delete(alice, id));
    assertEquals("Sides", mailboxes().open(bob, id).subject());
    mailboxes().delete(bob, id);
    assertThrows(MessageNotFoundException.class, () -> mailboxes().open(bob, id));
  }

  @Test
  default void sender_opens_what_he_sent_and_sees_whether_it_was_read() {
    String alice = users().named("alice");
    String bob = users().named("bob");
    long id = messages().write(NewMessage.from(alice).to(bob).subject("Read?")).get(0).id();
    assertNull(mailboxes().open(alice, id).readAt());
    assertEquals(1, mailboxes().unreadCount(bob), "the sender reads nothing for the recipient");
    mailboxes().open(bob, id);
    assertNotNull(mailboxes().open(alice, id).readAt());
  }

  @Test
  default void message_to_oneself_is_received_and_sent_and_deleted_on_both_sides() {
    String alice = users().named("alice");
    long id = messages().write(NewMessage.from(alice).to(alice).subject("Note")).get(0).id();
    assertEquals(1, mailboxes().unreadCount(alice));
    mailboxes().open(alice, id);
    assertEquals(0, mailboxes().unreadCount(alice));
    mailboxes().delete(alice, id);
    assertThrows(MessageNotFoundException.class, () -> mailboxes().get(alice, id));
  }

  @Test
  default void broadcast_that_its_sender_deletes_stays_with_its_readers() {
    String bruno = users().named("bruno");
    String bob = users().named("bob");
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
  default void page_out_of_range_names_limit_and_offset_together() {
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
