package dev.letterbox.mailbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.letterbox.api.InvalidInputException;
import dev.letterbox.api.Message;
import dev.letterbox.api.MessageFilter;
import dev.letterbox.api.Notice;
import dev.letterbox.api.Page;
import dev.letterbox.api.PageRequest;
import dev.letterbox.testing.support.InServerTestBase;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Cursor pages while the list changes. */
class CursorPageTests extends InServerTestBase {

  private static List<Long> ids(Page<Message> page) {
    return page.results().stream().map(Message::id).toList();
  }

  @Test
  void page_whose_messages_were_removed_links_back_to_existing_messages() {
    String bob = users().create("bob");
    List<Long> ids = sendNotices(bob, 6);
    PageRequest unread =
        PageRequest.inbox(bob).filter(MessageFilter.ALL.unread(true)).limit(2).markRead(true);
    PageRequest unreadWithoutMarking = unread.markRead(false);
    Page<Message> first = mailboxes().page(unread.cursor(PageRequest.FIRST_PAGE));
    Page<Message> second =
        mailboxes().page(unreadWithoutMarking.cursor(first.next().orElseThrow()));
    assertEquals(List.of(ids.get(3), ids.get(2)), ids(second));

    Page<Message> before =
        mailboxes().page(unreadWithoutMarking.cursor(second.previous().orElseThrow()));
    assertEquals(List.of(), ids(before), "the first two are read");
    assertEquals(Optional.empty(), before.previous());
    Page<Message> again =
        mailboxes().page(unreadWithoutMarking.cursor(before.next().orElseThrow()));
    assertEquals(ids(second), ids(again));

    mailboxes().markReadUpTo(bob, ids.get(1), MessageFilter.ALL);
    Page<Message> beyond =
        mailboxes().page(unreadWithoutMarking.cursor(second.next().orElseThrow()));
    assertEquals(List.of(), ids(beyond));
    assertEquals(Optional.empty(), beyond.next());
    Page<Message> back =
        mailboxes().page(unreadWithoutMarking.cursor(beyond.previous().orElseThrow()));
    assertEquals(ids(second), ids(back));
  }

  @Test
  void check_rejects_the_same_requests_as_page() {
    String bob = users().create("bob");
    PageRequest request = PageRequest.inbox(bob).cursor("x").limit(0);
    for (Runnable call :
        List.<Runnable>of(() -> mailboxes().validate(request), () -> mailboxes().page(request))) {
      InvalidInputException error = assertThrows(InvalidInputException.class, call::run);
      assertEquals(Set.of("cursor", "limit"), error.errors().keySet());
    }
    mailboxes().validate(PageRequest.inbox(bob).cursor(PageRequest.FIRST_PAGE));
  }

  @Test
  void mark_read_up_to_an_id_respects_the_filter() {
    String bob = users().create("bob");
    sendNotices(bob, 3);
    long last = messages().sendNotice(Notice.error("Error").to(bob)).messageId().getAsLong();
    assertEquals(1, mailboxes().markReadUpTo(bob, last, MessageFilter.ALL.levelFrom(40)));
    assertEquals(
        3, mailboxes().markReadUpTo(bob, last, MessageFilter.ALL.containing("hello").view("")));
    tables().assertCountersExact(bob);
  }
}
