package dev.letterbox.mailbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.letterbox.api.Folder;
import dev.letterbox.api.Grouping;
import dev.letterbox.api.Message;
import dev.letterbox.api.MessageFilter;
import dev.letterbox.api.MessageFilter.TextMatch;
import dev.letterbox.api.MessageOrder;
import dev.letterbox.api.Page;
import dev.letterbox.api.PageRequest;
import dev.letterbox.testing.Statements;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** REFERENCE.md section 3: what each folder shows, by message and by conversation. */
public interface FolderTests extends Paging {

  private List<String> people() {
    return List.of(users().named("ada"), users().named("bob"), users().named("eve"));
  }

  private Correspondence written(List<String> people, Random random, int number) throws Exception {
    Correspondence written = new Correspondence(sql(), people, random);
    transaction().begin();
    written.write(number);
    transaction().commit();
    assertEquals(0, rows().wrongCounters(people));
    return written;
  }

  private static PageRequest request(Folder folder, Grouping grouping, String owner) {
    PageRequest request = PageRequest.of(folder, owner).limit(1000);
    return grouping == Grouping.CONVERSATION ? request.byConversation() : request;
  }

  /** One filter of each kind, and none. */
  private static List<MessageFilter> everyFilter() {
    MessageFilter all = MessageFilter.ALL;
    return List.of(
        all,
        all.unread(true),
        all.unread(false),
        all.level(20),
        all.levelFrom(20),
        all.levelTo(7),
        all.tag("Tag1"),
        all.tag(TextMatch.STARTS_WITH, "Ta").tag("straße"),
        all.tag(TextMatch.CONTAINS, "ärg"),
        all.view("demo:index"),
        all.created(START.plus(Duration.ofMinutes(10)), START.plus(Duration.ofMinutes(40))),
        all.read(START.plus(Duration.ofMinutes(10)), START.plus(Duration.ofMinutes(60))),
        all.containing("RE1"));
  }

  /** Each order in each direction, and none. */
  private static List<List<MessageOrder>> everyOrder() {
    List<List<MessageOrder>> orders = new ArrayList<>(List.of(List.of()));
    for (MessageOrder.Key key : MessageOrder.Key.values()) {
      orders.add(List.of(MessageOrder.ascending(key)));
      orders.add(List.of(MessageOrder.descending(key)));
    }
    return orders;
  }

  private void assertShown(
      Correspondence written,
      Folder folder,
      Grouping grouping,
      String owner,
      MessageFilter filter,
      List<MessageOrder> order) {
    String what = folder + " " + grouping + " " + filter + " " + order;
    List<Message> expected = written.folder(folder, grouping, owner, filter, order);
    Page page = mailboxes().page(request(folder, grouping, owner).filter(filter).orderBy(order));
    assertEquals(expected, Correspondence.comparable(page.results()), what);
    assertEquals(OptionalLong.of(expected.size()), page.count(), what);
  }

  @Test
  default void every_folder_grouping_filter_and_order_shows_what_a_model_in_memory_shows()
      throws Exception {
    List<String> people = people();
    Correspondence written = written(people, new Random(20261121), 70);
    Random random = new Random(1);
    for (Folder folder : Folder.values()) {
      for (Grouping grouping : Grouping.values()) {
        for (MessageFilter filter : everyFilter()) {
          List<MessageOrder> order = Paging.any(random, everyOrder());
          assertShown(written, folder, grouping, people.get(0), filter, List.of());
          assertShown(written, folder, grouping, people.get(1), filter, order);
        }
        for (List<MessageOrder> order : everyOrder()) {
          MessageFilter filter = Paging.any(random, everyFilter());
          assertShown(written, folder, grouping, people.get(0), MessageFilter.ALL, order);
          assertShown(written, folder, grouping, people.get(2), filter, order);
        }
      }
    }
  }

  @Test
  default void every_folder_is_paged_by_offset_and_by_cursor_both_ways_with_any_filter_and_order()
      throws Exception {
    Random random = new Random(5);
    for (int round = 0; round < 4; round++) {
      List<String> people = people();
      Correspondence written = written(people, random, 10 + random.nextInt(60));
      for (int i = 0; i < 25; i++) {
        Folder folder = Paging.any(random, List.of(Folder.values()));
        Grouping grouping = Paging.any(random, List.of(Grouping.values()));
        String owner = Paging.any(random, people);
        MessageFilter filter =
            random.nextInt(3) == 0 ? MessageFilter.ALL : Paging.randomFilter(random);
        List<MessageOrder> order = Paging.randomOrder(random);
        assertShown(written, folder, grouping, owner, filter, order);
        List<Long> expected = Paging.ids(written.folder(folder, grouping, owner, filter, order));
        int limit = 1 + random.nextInt(9);
        PageRequest request =
            request(folder, grouping, owner).filter(filter).orderBy(order).limit(limit);
        assertEquals(expected, byOffset(request), request + " by offset");
        assertEquals(expected, byCursor(request), request + " by cursor");
      }
    }
  }

  @Test
  default void page_of_a_folder_costs_1_statement_and_1_more_for_what_others_did()
      throws Exception {
    List<String> people = people();
    written(people, new Random(3), 80);
    for (Folder folder : Folder.values()) {
      for (Grouping grouping : Grouping.values()) {
        for (List<MessageOrder> order : everyOrder()) {
          PageRequest request = request(folder, grouping, people.get(0)).orderBy(order).limit(40);
          PageRequest filtered = request.filter(MessageFilter.ALL.levelFrom(7));
          for (PageRequest each :
              List.of(request, filtered.from(PageRequest.BEGIN).counted(true))) {
            List<String> statements = Statements.during(() -> mailboxes().page(each));
            int most = folder == Folder.INBOX ? 1 : 2;
            assertTrue(statements.size() <= most, each + "\n" + statements);
          }
        }
      }
    }
  }

  @Test
  default void only_what_was_received_and_is_not_deleted_becomes_read_when_a_folder_is_shown()
      throws Exception {
    List<String> people = people();
    Correspondence written = written(people, new Random(9), 90);
    String owner = people.get(0);
    for (Folder folder : Folder.values()) {
      mailboxes().page(request(folder, Grouping.MESSAGE, owner).markRead(true));
      for (Folder other : Folder.values()) {
        List<Long> expectedUnread =
            written.folder(other, owner).stream()
                .filter(each -> each.received() && each.message().readAt() == null)
                .filter(each -> other == Folder.TRASH || other.compareTo(folder) > 0)
                .map(each -> each.message().id())
                .sorted()
                .toList();
        List<Long> unread =
            mailboxes()
                .page(
                    request(other, Grouping.MESSAGE, owner).filter(MessageFilter.ALL.unread(true)))
                .results()
                .stream()
                .map(Message::id)
                .sorted()
                .toList();
        assertEquals(expectedUnread, unread, folder + " was shown, " + other);
      }
    }
    assertEquals(0, rows().wrongCounters(people));
  }

  @Test
  default void conversation_shown_by_the_newest_marks_that_one_alone() throws Exception {
    List<String> people = people();
    Correspondence written = written(people, new Random(4), 90);
    String owner = people.get(1);
    Page page =
        mailboxes().page(request(Folder.INBOX, Grouping.CONVERSATION, owner).markRead(true));
    long unread =
        Stream.of(written.folder(Folder.INBOX, owner))
            .flatMap(List::stream)
            .filter(each -> each.message().readAt() == null)
            .count();
    long shown = page.results().stream().filter(each -> each.readAt() == null).count();
    assertTrue(shown > 0 && shown < unread, shown + " of " + unread);
    assertEquals(unread - shown, mailboxes().unreadCount(owner));
    assertEquals(0, rows().wrongCounters(people));
  }
}
