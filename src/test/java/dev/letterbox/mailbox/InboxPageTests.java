package dev.letterbox.mailbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.letterbox.api.InvalidInputException;
import dev.letterbox.api.Level;
import dev.letterbox.api.Message;
import dev.letterbox.api.MessageFilter;
import dev.letterbox.api.NewMessage;
import dev.letterbox.api.Notice;
import dev.letterbox.api.Page;
import dev.letterbox.api.PageRequest;
import dev.letterbox.api.PageRequest.MessageOrder;
import dev.letterbox.testing.support.InServerTestBase;
import dev.letterbox.testing.support.TestLength;
import dev.letterbox.testing.support.statement.StatementRecorder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Filters, orders and both paging styles. */
class InboxPageTests extends InServerTestBase implements PagingTestSupport {

  /** Fills an inbox with messages for every filter; some are read. */
  private String fillInbox(Random random, int count) {
    String bob = users().create("bob");
    int[] levels = {0, 7, 10, 20, 25, 30, 40, Integer.MAX_VALUE};
    clock().set(START_TIME);
    try {
      for (int i = 0; i < count; i++) {
        clock().advance(Duration.ofMinutes(random.nextInt(3)));
        if (i % 7 == 0) {
          messages()
              .write(
                  NewMessage.from(bob)
                      .to(bob)
                      .subject("Subject " + PagingTestSupport.pick(random, SAMPLE_WORDS)));
          continue;
        }
        messages()
            .sendNotice(
                Notice.of(
                        levels[random.nextInt(levels.length)],
                        "Text " + PagingTestSupport.pick(random, SAMPLE_WORDS))
                    .to(bob)
                    .tags(
                        List.of(
                            "Tag" + random.nextInt(3),
                            PagingTestSupport.pick(random, SAMPLE_WORDS)))
                    .view(random.nextBoolean() ? "demo:index" : ""));
        if (random.nextInt(4) == 0) {
          mailboxes().page(PageRequest.inbox(bob).limit(1 + random.nextInt(2)).markRead(true));
        }
      }
    } finally {
      clock().reset();
    }
    return bob;
  }

  @Test
  void every_filter_and_order_matches_the_in_memory_model() {
    Random random = new Random(20261121);
    String bob = fillInbox(random, 70);
    List<Message> all = mailboxes().page(PageRequest.inbox(bob).limit(1000)).results();
    assertEquals(70, all.size());
    for (int i = 0; i < TestLength.of(50, 150); i++) {
      MessageFilter filter = PagingTestSupport.randomFilter(random);
      List<MessageOrder> order = PagingTestSupport.randomOrder(random);
      String description = filter + " " + order;
      List<Long> expected = PagingTestSupport.ids(InMemoryQuery.select(all, filter, order));
      PageRequest request = PageRequest.inbox(bob).filter(filter).orderBy(order);
      Page<Message> page = mailboxes().page(request.limit(1000));
      assertEquals(expected, PagingTestSupport.ids(page.results()), description);
      assertEquals(OptionalLong.of(expected.size()), page.count(), description);
      int limit = 1 + random.nextInt(20);
      assertEquals(
          expected, readAllByOffset(request.limit(limit)), description + " by offset " + limit);
      assertEquals(
          expected, readAllByCursor(request.limit(limit)), description + " by cursor " + limit);
      assertEquals(
          expected,
          readAllFromOffset(request.limit(limit)),
          description + " by offset, then by cursor " + limit);
    }
  }

  @Test
  void cursor_pages_skip_and_repeat_nothing_while_messages_arrive_and_are_read() {
    for (List<MessageOrder> order :
        List.of(
            List.<MessageOrder>of(),
            List.of(MessageOrder.descending(MessageOrder.Key.READ_AT)),
            List.of(MessageOrder.ascending(MessageOrder.Key.READ_AT)),
            List.of(
                MessageOrder.descending(MessageOrder.Key.LEVEL),
                MessageOrder.descending(MessageOrder.Key.READ_AT)))) {
      Random random = new Random(7);
      String bob = fillInbox(random, 40);
      PageRequest all = PageRequest.inbox(bob).orderBy(order).limit(1000);
      Set<Long> before = new HashSet<>(PagingTestSupport.ids(mailboxes().page(all).results()));
      List<Long> seen = new ArrayList<>();
      Optional<String> next = Optional.of(PageRequest.FIRST_PAGE);
      while (next.isPresent()) {
        PageRequest request =
            PageRequest.inbox(bob).orderBy(order).cursor(next.get()).limit(7).markRead(true);
        Page<Message> page = mailboxes().page(request);
        seen.addAll(PagingTestSupport.ids(page.results()));
        next = page.next();
        messages().sendNotice(Notice.error("Arrived meanwhile").to(bob));
      }
      assertEquals(seen.size(), new HashSet<>(seen).size(), order + ": no message repeated");
      seen.retainAll(before);
      assertEquals(before, new HashSet<>(seen), order + ": no message skipped");
    }
  }

  @Test
  void unread_messages_are_paged_by_cursor_while_they_become_read() {
    String bob = users().create("bob");
    for (int i = 0; i < 25; i++) {
      messages().sendNotice(Notice.info("Unread " + i).to(bob));
    }
    PageRequest unread =
        PageRequest.inbox(bob).filter(MessageFilter.ALL.unread(true)).limit(10).markRead(true);
    Page<Message> page = mailboxes().page(unread.cursor(PageRequest.FIRST_PAGE));
    int seen = page.results().size();
    while (page.next().isPresent()) {
      page = mailboxes().page(unread.cursor(page.next().get()));
      seen += page.results().size();
    }
    assertEquals(25, seen);
    assertEquals(0, mailboxes().unreadCount(bob));
  }

  @Test
  void cursor_of_another_user_or_with_a_changed_character_is_rejected() {
    String bob = fillInbox(new Random(3), 10);
    String eve = fillInbox(new Random(3), 10);
    PageRequest request = PageRequest.inbox(bob).limit(3);
    String cursor = mailboxes().page(request.cursor(PageRequest.FIRST_PAGE)).next().orElseThrow();
    List<PageRequest> invalidRequests = new ArrayList<>();
    invalidRequests.add(PageRequest.inbox(eve).cursor(cursor));
    invalidRequests.add(
        request.orderBy(MessageOrder.ascending(MessageOrder.Key.LEVEL)).cursor(cursor));
    for (int i = 0; i < cursor.length(); i++) {
      char other = cursor.charAt(i) == 'A' ? 'B' : 'A';
      invalidRequests.add(request.cursor(cursor.substring(0, i) + other + cursor.substring(i + 1)));
    }
    invalidRequests.add(request.cursor(cursor + "="));
    invalidRequests.add(request.cursor(cursor.substring(1)));
    invalidRequests.add(request.cursor("x".repeat(10_000)));
    invalidRequests.add(request.cursor("\0"));
    for (PageRequest each : invalidRequests) {
      InvalidInputException error =
          assertThrows(InvalidInputException.class, () -> mailboxes().page(each), each.cursor());
      assertEquals(Set.of("cursor"), error.errors().keySet());
    }
    assertEquals(3, mailboxes().page(request.cursor(cursor)).results().size());
  }

  @Test
  void invalid_page_request_names_the_field() {
    String bob = users().create("bob");
    PageRequest request = PageRequest.inbox(bob);
    assertRejected("limit", request.limit(0));
    assertRejected("limit", request.limit(1001));
    assertRejected("offset", request.offset(-1));
    assertRejected("filter", request.filter(MessageFilter.ALL.tag("a\0b")));
    assertRejected("filter", request.filter(MessageFilter.ALL.view("\ud800")));
    assertRejected("filter", request.filter(MessageFilter.ALL.containing("x".repeat(256))));
    MessageFilter many = MessageFilter.ALL;
    for (int i = 0; i < 101; i++) {
      many = many.tag("t" + i);
    }
    assertRejected("filter", request.filter(many));
    MessageFilter tooMany = many;
    assertThrows(InvalidInputException.class, () -> mailboxes().summary(bob, tooMany));
  }

  private void assertRejected(String field, PageRequest request) {
    InvalidInputException error =
        assertThrows(InvalidInputException.class, () -> mailboxes().page(request));
    assertEquals(Set.of(field), error.errors().keySet());
  }

  @Test
  void inbox_page_costs_one_statement_and_two_more_to_mark_read() throws Exception {
    Random random = new Random(11);
    String bob = fillInbox(random, 30);
    for (int i = 0; i < 30; i++) {
      PageRequest request =
          PageRequest.inbox(bob)
              .filter(PagingTestSupport.randomFilter(random))
              .orderBy(PagingTestSupport.randomOrder(random));
      PageRequest byCursor = request.cursor(PageRequest.FIRST_PAGE).counted(true);
      for (PageRequest each : List.of(request, byCursor)) {
        List<String> lookStatements = StatementRecorder.capture(() -> mailboxes().page(each));
        boolean empty = mailboxes().page(each).results().isEmpty();
        assertEquals(empty ? 2 : 1, lookStatements.size(), each.filter() + "\n" + lookStatements);
        messages().sendNotice(Notice.info("To be marked").to(bob));
        List<String> markStatements =
            StatementRecorder.capture(() -> mailboxes().page(each.markRead(true)));
        assertTrue(markStatements.size() <= 3, each.filter() + "\n" + markStatements);
      }
    }
  }

  @Test
  void summary_with_a_filter_counts_matching_messages() {
    String bob = users().create("bob");
    messages().sendNotice(Notice.warning("Warning").to(bob).tags("disk"));
    messages().sendNotice(Notice.error("Error").to(bob));
    messages().sendNotice(Notice.info("Info").to(bob).tags("disk"));
    MessageFilter disk = MessageFilter.ALL.tag("disk");
    assertEquals(2, mailboxes().summary(bob, disk).unread());
    assertEquals(OptionalInt.of(Level.WARNING), mailboxes().summary(bob, disk).maxLevel());
    assertEquals(mailboxes().summary(bob), mailboxes().summary(bob, MessageFilter.ALL));
    assertEquals(0, mailboxes().summary(bob, disk.levelFrom(Level.ERROR)).unread());
    assertEquals(3, mailboxes().unreadCount(bob));
  }
}
