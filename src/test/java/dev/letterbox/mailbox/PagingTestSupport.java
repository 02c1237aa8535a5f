package dev.letterbox.mailbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.letterbox.api.Message;
import dev.letterbox.api.MessageFilter;
import dev.letterbox.api.MessageFilter.TextMatch;
import dev.letterbox.api.Page;
import dev.letterbox.api.PageRequest;
import dev.letterbox.api.PageRequest.MessageOrder;
import dev.letterbox.testing.support.TestServices;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;

/** Random requests; reads all pages of a request in both styles. */
public interface PagingTestSupport extends TestServices {

  Instant START_TIME = Instant.parse("2026-01-12T12:00:00Z");

  List<String> SAMPLE_WORDS =
      List.of("Rechnung", "ÄRGER", "100%", "a_b", "quo'te", "wow!", "back\\slash", "straße");

  static <T> T pick(Random random, List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  static MessageFilter randomFilter(Random random) {
    MessageFilter filter = MessageFilter.ALL;
    int conditions = random.nextInt(4);
    for (int i = 0; i < conditions; i++) {
      Instant first = START_TIME.plus(Duration.ofMinutes(random.nextInt(60)));
      Instant last = first.plus(Duration.ofMinutes(random.nextInt(60)));
      filter =
          switch (random.nextInt(11)) {
            case 0 -> filter.unread(random.nextBoolean());
            case 1 -> filter.level(20);
            case 2 -> filter.levelFrom(pick(random, List.of(0, 25, Integer.MAX_VALUE)));
            case 3 -> filter.levelTo(pick(random, List.of(0, 30, Integer.MIN_VALUE)));
            case 4 -> filter.tag("Tag" + random.nextInt(3)).tag(pick(random, SAMPLE_WORDS));
            case 5 -> filter.tag(TextMatch.STARTS_WITH, pick(random, List.of("Ta", "ta", "100%")));
            case 6 -> filter.tag(TextMatch.CONTAINS, pick(random, List.of("AG1", "_", "ärg", "!")));
            case 7 -> filter.view(pick(random, List.of("demo:index", "", "other")));
            case 8 -> filter.sent(random.nextBoolean() ? first : null, last);
            case 9 -> filter.read(first, random.nextBoolean() ? last : null);
            default -> filter.containing(pick(random, SAMPLE_WORDS).toUpperCase(Locale.ROOT));
          };
    }
    return filter;
  }

  static List<MessageOrder> randomOrder(Random random) {
    List<MessageOrder.Key> keys = new ArrayList<>(List.of(MessageOrder.Key.values()));
    Collections.shuffle(keys, random);
    return keys.subList(0, random.nextInt(4)).stream()
        .map(key -> new MessageOrder(key, random.nextBoolean()))
        .toList();
  }

  static List<Long> ids(List<Message> messages) {
    return messages.stream().map(Message::id).toList();
  }

  default List<Long> readAllByOffset(PageRequest request) {
    List<Long> ids = new ArrayList<>();
    Page<Message> page;
    do {
      page = mailboxes().page(request.offset(ids.size()));
      ids.addAll(ids(page.results()));
    } while (!page.results().isEmpty());
    return ids;
  }

  /** Reads the first page by offset, and continues by its cursor. */
  default List<Long> readAllFromOffset(PageRequest request) {
    Page<Message> page = mailboxes().page(request.offset(0));
    List<Long> ids = new ArrayList<>(ids(page.results()));
    while (page.next().isPresent()) {
      page = mailboxes().page(request.cursor(page.next().get()));
      ids.addAll(ids(page.results()));
    }
    return ids;
  }

  /** Reads forwards to the end and backwards to the start; both must return the same pages. */
  default List<Long> readAllByCursor(PageRequest request) {
    List<List<Long>> pages = new ArrayList<>();
    Page<Message> page = mailboxes().page(request.cursor(PageRequest.FIRST_PAGE));
    assertEquals(Optional.empty(), page.previous());
    assertEquals(OptionalLong.empty(), page.count());
    pages.add(ids(page.results()));
    while (page.next().isPresent()) {
      page = mailboxes().page(request.cursor(page.next().get()));
      assertTrue(!page.results().isEmpty(), "the next link leads to a page with messages");
      pages.add(ids(page.results()));
    }
    List<List<Long>> backwardPages = new ArrayList<>(List.of(ids(page.results())));
    while (page.previous().isPresent()) {
      page = mailboxes().page(request.cursor(page.previous().get()));
      backwardPages.add(0, ids(page.results()));
    }
    assertEquals(pages, backwardPages);
    return pages.stream().flatMap(List::stream).toList();
  }
}
