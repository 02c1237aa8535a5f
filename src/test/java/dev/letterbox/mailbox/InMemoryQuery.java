package dev.letterbox.mailbox;

import dev.letterbox.api.Message;
import dev.letterbox.api.MessageFilter;
import dev.letterbox.api.MessageFilter.Cases;
import dev.letterbox.api.MessageFilter.Condition;
import dev.letterbox.api.MessageFilter.Tag;
import dev.letterbox.api.MessageFilter.Time;
import dev.letterbox.api.MessageFilter.TimeBetween;
import dev.letterbox.api.PageRequest.MessageOrder;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** In-memory model of filters and orders. */
final class InMemoryQuery {

  private InMemoryQuery() {}

  /** Matching messages in the given order. */
  static List<Message> select(
      List<Message> messages, MessageFilter filter, List<MessageOrder> order) {
    return filter(
            messages.stream().map(message -> new GeneratedEntry(message, true)).toList(), filter)
        .stream()
        .sorted(comparator(order))
        .map(GeneratedEntry::message)
        .toList();
  }

  /** Matching entries. */
  static List<GeneratedEntry> filter(List<GeneratedEntry> entries, MessageFilter filter) {
    return entries.stream()
        .filter(
            entry -> filter.conditions().stream().allMatch(condition -> matches(condition, entry)))
        .toList();
  }

  private static boolean matches(Condition condition, GeneratedEntry entry) {
    Message message = entry.message();
    return condition.apply(
        new Cases<>(
            unread -> entry.received() && unread.unread() == (message.readAt() == null),
            between -> message.level() >= between.min() && message.level() <= between.max(),
            tag -> message.tags().stream().anyMatch(value -> matches(tag, value)),
            view -> message.view().equals(view.view()),
            between -> matches(between, entry),
            containsText -> contains(message, containsText.text())));
  }

  private static boolean matches(Tag tag, String value) {
    return switch (tag.match()) {
      case EXACT -> value.equals(tag.text());
      case STARTS_WITH -> value.startsWith(tag.text());
      case CONTAINS -> lowerCase(value).contains(lowerCase(tag.text()));
    };
  }

  private static boolean matches(TimeBetween between, GeneratedEntry entry) {
    Message message = entry.message();
    Instant readAt = entry.received() ? message.readAt() : null;
    Instant time = between.time() == Time.SENT ? message.sentAt() : readAt;
    return time != null
        && (between.earliest() == null || !time.isBefore(between.earliest()))
        && (between.latest() == null || !time.isAfter(between.latest()));
  }

  private static boolean contains(Message message, String text) {
    return Stream.of(message.body(), orEmpty(message.subject()))
        .anyMatch(part -> lowerCase(part).contains(lowerCase(text)));
  }

  private static String lowerCase(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  static Comparator<GeneratedEntry> comparator(List<MessageOrder> order) {
    boolean newestFirst = order.isEmpty() || order.get(order.size() - 1).descending();
    MessageOrder last = new MessageOrder(MessageOrder.Key.SENT_AT, newestFirst);
    return Stream.concat(order.stream(), Stream.of(last))
        .map(InMemoryQuery::comparator)
        .reduce(Comparator::thenComparing)
        .orElseThrow();
  }

  private static Comparator<GeneratedEntry> comparator(MessageOrder order) {
    Comparator<GeneratedEntry> ascending =
        switch (order.key()) {
          case LEVEL -> Comparator.comparingInt(entry -> entry.message().level());
          case READ_AT -> Comparator.comparing(InMemoryQuery::readAt);
          case SENDER -> Comparator.comparing(entry -> orEmpty(entry.message().sender()));
          case RECIPIENT -> Comparator.comparing(entry -> orEmpty(entry.message().recipient()));
          case SUBJECT ->
              Comparator.comparing(entry -> lowerCase(orEmpty(entry.message().subject())));
          case SENT_AT -> Comparator.comparingLong(entry -> entry.message().id());
        };
    return order.descending() ? ascending.reversed() : ascending;
  }

  private static Instant readAt(GeneratedEntry entry) {
    Instant readAt = entry.message().readAt();
    return readAt == null || !entry.received() ? Instant.MAX : readAt;
  }

  private static String orEmpty(String text) {
    return text == null ? "" : text;
  }
}
