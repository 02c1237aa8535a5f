package dev.letterbox.mailbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.letterbox.api.Folder;
import dev.letterbox.api.Message;
import dev.letterbox.api.MessageFilter;
import dev.letterbox.api.MessageFilter.TextMatch;
import dev.letterbox.api.Page;
import dev.letterbox.api.PageRequest;
import dev.letterbox.api.PageRequest.Grouping;
import dev.letterbox.api.PageRequest.MessageOrder;
import dev.letterbox.testing.support.InServerTestBase;
import dev.letterbox.testing.support.statement.StatementRecorder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The content of each folder by message and by conversation. */
class FolderTests extends InServerTestBase implements PagingTestSupport {

  private List<String> newUsers() {
    return List.of(users().create("ada"), users().create("bob"), users().create("eve"));
  }

  private GeneratedMessages generateMessages(List<String> users, Random random, int count)
      throws Exception {
    GeneratedMessages generated = new GeneratedMessages(database(), users, random);
    transaction().begin();
    generated.generate(count);
    transaction().commit();
    tables().assertCountersExact(users);
    return generated;
  }

  private static PageRequest request(Folder folder, Grouping grouping, String owner) {
    return PageRequest.of(folder, owner).grouping(grouping).limit(1000);
  }

  /** One filter of each kind, and none. */
  private static List<MessageFilter> allFilters() {
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
        all.sent(START_TIME.plus(Duration.ofMinutes(10)), START_TIME.plus(Duration.ofMinutes(40))),
        all.read(START_TIME.plus(Duration.ofMinutes(10)), START_TIME.plus(Duration.ofMinutes(60))),
        all.containing("RE1"));
  }

  /** Each order in each direction, and none. */
  private static List<List<MessageOrder>> allOrders() {
    List<List<MessageOrder>> orders = new ArrayList<>(List.of(List.of()));
    for (MessageOrder.Key key : MessageOrder.Key.values()) {
      orders.add(List.of(MessageOrder.ascending(key)));
      orders.add(List.of(MessageOrder.descending(key)));
    }
    return orders;
  }

  private void assertFolder(
      GeneratedMessages generated,
      Folder folder,
      Grouping grouping,
      String owner,
      MessageFilter filter,
      List<MessageOrder> order) {
    String description = folder + " " + grouping + " " + filter + " " + order;
    List<Message> expected = generated.expectedFolder(folder, grouping, owner, filter, order);
    Page<Message> page =
        mailboxes().page(request(folder, grouping, owner).filter(filter).orderBy(order));
    assertEquals(expected, GeneratedMessages.withoutVisitors(page.results()), description);
    assertEquals(OptionalLong.of(expected.size()), page.count(), description);
  }

  @Test
  void every_folder_grouping_filter_and_order_matches_the_in_memory_model() throws Exception {
    List<String> users = newUsers();
    GeneratedMessages generated = generateMessages(users, new Random(20261121), 70);
    Random random = new Random(1);
    for (Folder folder : Folder.values()) {
      for (Grouping grouping : Grouping.values()) {
        for (MessageFilter filter : allFilters()) {
          List<MessageOrder> order = PagingTestSupport.pick(random, allOrders());
          assertFolder(generated, folder, grouping, users.get(0), filter, List.of());
          assertFolder(generated, folder, grouping, users.get(1), filter, order);
        }
        for (List<MessageOrder> order : allOrders()) {
          MessageFilter filter = PagingTestSupport.pick(random, allFilters());
          assertFolder(generated, folder, grouping, users.get(0), MessageFilter.ALL, order);
          assertFolder(generated, folder, grouping, users.get(2), filter, order);
        }
      }
    }
  }

  @Test
  void every_folder_pages_by_offset_and_by_cursor_in_both_directions() throws Exception {
    Random random = new Random(5);
    for (int round = 0; round < 4; round++) {
      List<String> users = newUsers();
      GeneratedMessages generated = generateMessages(users, random, 10 + random.nextInt(60));
      for (int i = 0; i < 25; i++) {
        Folder folder = PagingTestSupport.pick(random, List.of(Folder.values()));
        Grouping grouping = PagingTestSupport.pick(random, List.of(Grouping.values()));
        String owner = PagingTestSupport.pick(random, users);
        MessageFilter filter =
            random.nextInt(3) == 0 ? MessageFilter.ALL : PagingTestSupport.randomFilter(random);
        List<MessageOrder> order = PagingTestSupport.randomOrder(random);
        assertFolder(generated, folder, grouping, owner, filter, order);
        List<Long> expected =
            PagingTestSupport.ids(generated.expectedFolder(folder, grouping, owner, filter, order));
        int limit = 1 + random.nextInt(9);
        PageRequest request =
            request(folder, grouping, owner).filter(filter).orderBy(order).limit(limit);
        String list = folder + " by " + grouping + ", " + filter + " " + order + " limit " + limit;
        assertEquals(expected, readAllByOffset(request), list + " by offset");
        assertEquals(expected, readAllByCursor(request), list + " by cursor");
        assertEquals(expected, readAllFromOffset(request), list + " by offset, then by cursor");
      }
    }
  }

  @Test
  void folder_page_costs_1_statement_and_1_more_for_read_states_of_sent_messages()
      throws Exception {
    List<String> users = newUsers();
    generateMessages(users, new Random(3), 80);
    for (Folder folder : Folder.values()) {
      for (Grouping grouping : Grouping.values()) {
        for (List<MessageOrder> order : allOrders()) {
          PageRequest request = request(folder, grouping, users.get(0)).orderBy(order).limit(40);
          PageRequest filtered = request.filter(MessageFilter.ALL.levelFrom(7));
          for (PageRequest each :
              List.of(request, filtered.cursor(PageRequest.FIRST_PAGE).counted(true))) {
            List<String> statements = StatementRecorder.capture(() -> mailboxes().page(each));
            int maxStatements = folder == Folder.INBOX ? 1 : 2;
            assertTrue(
                statements.size() <= maxStatements, folder + " by " + grouping + "\n" + statements);
          }
        }
      }
    }
  }

  @Test
  void folder_page_marks_received_undeleted_messages_only() throws Exception {
    List<String> users = newUsers();
    GeneratedMessages generated = generateMessages(users, new Random(9), 90);
    String owner = users.get(0);
    for (Folder folder : Folder.values()) {
      mailboxes().page(request(folder, Grouping.MESSAGE, owner).markRead(true));
      for (Folder other : Folder.values()) {
        List<Long> expectedUnread =
            generated.expectedFolder(other, owner).stream()
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
    tables().assertCountersExact(users);
  }

  @Test
  void folder_by_conversation_marks_only_the_newest_messages() throws Exception {
    List<String> users = newUsers();
    GeneratedMessages generated = generateMessages(users, new Random(4), 90);
    String owner = users.get(1);
    Page<Message> page =
        mailboxes().page(request(Folder.INBOX, Grouping.CONVERSATION, owner).markRead(true));
    long unread =
        Stream.of(generated.expectedFolder(Folder.INBOX, owner))
            .flatMap(List::stream)
            .filter(each -> each.message().readAt() == null)
            .count();
    long displayed = page.results().stream().filter(each -> each.readAt() == null).count();
    assertTrue(displayed > 0 && displayed < unread, displayed + " of " + unread);
    assertEquals(unread - displayed, mailboxes().unreadCount(owner));
    tables().assertCountersExact(users);
  }
}
