package dev.letterbox.mailbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.letterbox.api.InvalidInputException;
import dev.letterbox.api.Message;
import dev.letterbox.api.MessageFilter;
import dev.letterbox.api.Notice;
import dev.letterbox.api.Page;
import dev.letterbox.api.PageRequest;
import dev.letterbox.testing.Services;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Pages by cursor where what is listed changes under them. */
public interface CursorPageTests extends Services {

  private List<Long> notices(String owner, int number) {
    List<Long> ids = new ArrayList<>();
    for (int i = 0; i < number; i++) {
      ids.add(messages().notify(Notice.info("Hello").to(owner)).messageId().getAsLong());
    }
    return ids;
  }

  private static List<Long> ids(Page page) {
    return page.results().stream().map(Message::id).toList();
  }

  @Test
  default void page_whose_messages_have_gone_leads_back_to_those_that_are_there() {
    String bob = users().named("bob");
    List<Long> ids = notices(bob, 6);
    PageRequest unread = PageRequest.inbox(bob).filter(MessageFilter.ALL.unread(true)).limit(2);
    PageRequest looking = unread.withoutMarkingRead();
    Page first = mailboxes().page(unread.from(PageRequest.BEGIN));
    Page second = mailboxes().page(looking.from(first.next().orElseThrow()));
    assertEquals(List.of(ids.get(3), ids.get(2)), ids(second));

    Page before = mailboxes().page(looking.from(second.previous().orElseThrow()));
    assertEquals(List.of(), ids(before), "the first two are read");
    assertEquals(Optional.empty(), before.previous());
    Page again = mailboxes().page(looking.from(before.next().orElseThrow()));
    assertEquals(ids(second), ids(again));

    mailboxes().markReadUpTo(bob, ids.get(1), MessageFilter.ALL);
    Page beyond = mailboxes().page(looking.from(second.next().orElseThrow()));
    assertEquals(List.of(), ids(beyond));
    assertEquals(Optional.empty(), beyond.next());
    Page back = mailboxes().page(looking.from(beyond.previous().orElseThrow()));
    assertEquals(ids(second), ids(back));
  }

  @Test
  default void check_refuses_what_page_would_refuse() {
    String bob = users().named("bob");
    PageRequest request = PageRequest.inbox(bob).from("x").limit(0);
    for (Runnable refusing :
        List.<Runnable>of(() -> mailboxes().check(request), () -> mailboxes().page(request))) {
      InvalidInputException error = assertThrows(InvalidInputException.class, refusing::run);
      assertEquals(Set.of("cursor", "limit"), error.errors().keySet());
    }
    mailboxes().check(PageRequest.inbox(bob).from(PageRequest.BEGIN));
  }

  @Test
  default void up_to_an_id_keeps_to_its_filter() {
    String bob = users().named("bob");
    notices(bob, 3);
    long last = messages().notify(Notice.error("Error").to(bob)).messageId().getAsLong();
    assertEquals(1, mailboxes().markReadUpTo(bob, last, MessageFilter.ALL.levelFrom(40)));
    assertEquals(
        3, mailboxes().markReadUpTo(bob, last, MessageFilter.ALL.containing("hello").view("")));
    assertEquals(0, rows().wrongCounters(List.of(bob)));
  }
}
