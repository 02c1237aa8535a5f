package dev.letterbox.mailbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.letterbox.api.InvalidInputException;
import dev.letterbox.api.Level;
import dev.letterbox.api.Message;
import dev.letterbox.api.MessageFilter;
import dev.letterbox.api.MessageOrder;
import dev.letterbox.api.NewMessage;
import dev.letterbox.api.Notice;
import dev.letterbox.api.Page;
import dev.letterbox.api.PageRequest;
import dev.letterbox.testing.Statements;
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

/** Filters, orders and the two styles of paging. */
public interface PageTests extends Paging {

  /** An inbox with something for every filter; some of it is read. */
  private String fullInbox(Random random, int number) {
    String bob = users().named("bob");
    int[] levels = {0, 7, 10, 20, 25, 30, 40, Integer.MAX_VALUE};
    clock().set(START);
    try {
      for (int i = 0; i < number; i++) {
        clock().tick(Duration.ofMinutes(random.nextInt(3)));
        if (i % 7 == 0) {
          messages()
              .write(NewMessage.from(bob).to(bob).subject("Subject " + Paging.any(random, WORDS)));
          continue;
        }
        messages()
            .notify(
                Notice.of(
                        levels[random.nextInt(levels.length)], "Text " + Paging.any(random, WORDS))
                    .to(bob)
                    .tags(List.of("Tag" + random.nextInt(3), Paging.any(random, WORDS)))
                    .view(random.nextBoolean() ? "demo:index" : ""));
        if (random.nextInt(4) == 0) {
          mailboxes().page(PageRequest.inbox(bob).limit(1 + random.nextInt(2)));
        }
      }
    } finally {
      clock().release();
    }
    return bob;
  }

  @Test
  default void every_filter_and_order_shows_what_a_model_in_memory_shows() {
    Random random = new Random(20261121);
    String bob = fullInbox(random, 70);
    List<Message> all =
        mailboxes().page(PageRequest.inbox(bob).limit(1000).withoutMarkingRead()).results();
    assertEquals(70, all.size());
    for (int i = 0; i < 150; i++) {
      MessageFilter filter = Paging.randomFilter(random);
      List<MessageOrder> order = Paging.randomOrder(random);
      String what = filter + " " + order;
      List<Long> expected = Paging.ids(InboxModel.select(all, filter, order));
      PageRequest request =
          PageRequest.inbox(bob).filter(filter).orderBy(order).withoutMarkingRead();
      Page page = mailboxes().page(request.limit(1000));
      assertEquals(expected, Paging.ids(page.results()), what);
      assertEquals(OptionalLong.of(expected.size()), page.count(), what);
      int limit = 1 + random.nextInt(20);
      assertEquals(expected, byOffset(request.limit(limit)), what + " by offset " + limit);
      assertEquals(expected, byCursor(request.limit(limit)), what + " by cursor " + limit);
    }
  }

  @Test
  default void cursor_skips_and_repeats_nothing_while_messages_arrive_and_are_read() {
    for (List<MessageOrder> order :
        List.of(
            List.<MessageOrder>of(),
            List.of(MessageOrder.descending(MessageOrder.Key.READ_AT)),
            List.of(MessageOrder.ascending(MessageOrder.Key.READ_AT)),
            List.of(
                MessageOrder.descending(MessageOrder.Key.LEVEL),
                MessageOrder.descending(MessageOrder.Key.READ_AT)))) {
      Random random = new Random(7);
      String bob = fullInbox(random, 40);
      PageRequest all = PageRequest.inbox(bob).orderBy(order).limit(1000).withoutMarkingRead();
      Set<Long> before = new HashSet<>(Paging.ids(mailboxes().page(all).results()));
      List<Long> seen = new ArrayList<>();
      Optional<String> next = Optional.of(PageRequest.BEGIN);
      while (next.isPresent()) {
        PageRequest request = PageRequest.inbox(bob).orderBy(order).from(next.get()).limit(7);
        Page page = mailboxes().page(request);
        seen.addAll(Paging.ids(page.results()));
        next = page.next();
        messages().notify(Notice.error("Arrived meanwhile").to(bob));
      }
      assertEquals(seen.size(), new HashSet<>(seen).size(), order + ": nothing twice");
      seen.retainAll(before);
      assertEquals(before, new HashSet<>(seen), order + ": nothing skipped");
    }
  }

  @Test
  default void unread_messages_are_paged_by_cursor_while_they_become_read() {
    String bob = users().named("bob");
    for (int i = 0; i < 25; i++) {
      messages().notify(Notice.info("Unread " + i).to(bob));
    }
    PageRequest unread = PageRequest.inbox(bob).filter(MessageFilter.ALL.unread(true)).limit(10);
    Page page = mailboxes().page(unread.from(PageRequest.BEGIN));
    int seen = page.results().size();
    while (page.next().isPresent()) {
      page = mailboxes().page(unread.from(page.next().get()));
      seen += page.results().size();
    }
    assertEquals(25, seen);
    assertEquals(0, mailboxes().unreadCount(bob));
  }

  @Test
  default void cursor_that_is_tampered_with_or_somebody_elses_is_refused() {
    String bob = fullInbox(new Random(3), 10);
    String eve = fullInbox(new Random(3), 10);
    PageRequest request = PageRequest.inbox(bob).limit(3);
    String cursor = mailboxes().page(request.from(PageRequest.BEGIN)).next().orElseThrow();
    List<PageRequest> refused = new ArrayList<>();
    refused.add(PageRequest.inbox(eve).from(cursor));
    refused.add(request.orderBy(MessageOrder.ascending(MessageOrder.Key.LEVEL)).from(cursor));
    for (int i = 0; i < cursor.length(); i++) {
      char other = cursor.charAt(i) == 'A' ? 'B' : 'A';
      refused.add(request.from(cursor.substring(0, i) + other + cursor.substring(i + 1)));
    }
    refused.add(request.from(cursor + "="));
    refused.add(request.from(cursor.substring(1)));
    refused.add(request.from("x".repeat(10_000)));
    refused.add(request.from("\0"));
    for (PageRequest each : refused) {
      InvalidInputException error =
          assertThrows(InvalidInputException.class, () -> mailboxes().page(each), each.toString());
      assertEquals(Set.of("cursor"), error.errors().keySet());
    }
    assertEquals(3, mailboxes().page(request.from(cursor)).results().size());
  }

  @Test
  default void requests_that_make_no_sense_are_refused_by_the_name_of_the_field() {
    String bob = users().named("bob");
    PageRequest request = PageRequest.inbox(bob);
    refused("limit", request.limit(0));
    refused("limit", request.limit(1001));
    refused("offset", request.offset(-1));
    refused("filter", request.filter(MessageFilter.ALL.tag("a\0b")));
    refused("filter", request.filter(MessageFilter.ALL.view("\ud800")));
    refused("filter", request.filter(MessageFilter.ALL.containing("x".repeat(256))));
    MessageFilter many = MessageFilter.ALL;
    for (int i = 0; i < 101; i++) {
      many = many.tag("t" + i);
    }
    refused("filter", request.filter(many));
    MessageFilter tooMany = many;
    assertThrows(InvalidInputException.class, () -> mailboxes().summary(bob, tooMany));
  }

  private void refused(String field, PageRequest request) {
    InvalidInputException error =
        assertThrows(InvalidInputException.class, () -> mailboxes().page(request));
    assertEquals(Set.of(field), error.errors().keySet());
  }

  @Test
  default void page_costs_one_statement_with_any_filter_order_and_cursor_and_two_more_to_mark()
      throws Exception {
    Random random = new Random(11);
    String bob = fullInbox(random, 30);
    for (int i = 0; i < 30; i++) {
      PageRequest request =
          PageRequest.inbox(bob)
              .filter(Paging.randomFilter(random))
              .orderBy(Paging.randomOrder(random));
      PageRequest byCursor = request.from(PageRequest.BEGIN).counted(true);
      for (PageRequest each : List.of(request, byCursor)) {
        List<String> looking = Statements.during(() -> mailboxes().page(each.withoutMarkingRead()));
        boolean empty = mailboxes().page(each.withoutMarkingRead()).results().isEmpty();
        assertEquals(empty ? 2 : 1, looking.size(), each + "\n" + looking);
        messages().notify(Notice.info("To be marked").to(bob));
        List<String> marking = Statements.during(() -> mailboxes().page(each));
        assertTrue(marking.size() <= 3, each + "\n" + marking);
      }
    }
  }

  @Test
  default void summary_of_a_filter_counts_what_it_shows() {
    String bob = users().named("bob");
    messages().notify(Notice.warning("Warning").to(bob).tags("disk"));
    messages().notify(Notice.error("Error").to(bob));
    messages().notify(Notice.info("Info").to(bob).tags("disk"));
    MessageFilter disk = MessageFilter.ALL.tag("disk");
    assertEquals(2, mailboxes().summary(bob, disk).unread());
    assertEquals(OptionalInt.of(Level.WARNING), mailboxes().summary(bob, disk).maxLevel());
    assertEquals(mailboxes().summary(bob), mailboxes().summary(bob, MessageFilter.ALL));
    assertEquals(0, mailboxes().summary(bob, disk.levelFrom(Level.ERROR)).unread());
    assertEquals(3, mailboxes().unreadCount(bob));
  }
}
