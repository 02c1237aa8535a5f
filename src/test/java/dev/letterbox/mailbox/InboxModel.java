package dev.letterbox.mailbox;

import dev.letterbox.api.Message;
import dev.letterbox.api.MessageFilter;
import dev.letterbox.api.MessageFilter.Condition;
import dev.letterbox.api.MessageFilter.ContainsText;
import dev.letterbox.api.MessageFilter.LevelBetween;
import dev.letterbox.api.MessageFilter.Tag;
import dev.letterbox.api.MessageFilter.Time;
import dev.letterbox.api.MessageFilter.TimeBetween;
import dev.letterbox.api.MessageFilter.Unread;
import dev.letterbox.api.MessageFilter.View;
import dev.letterbox.api.MessageOrder;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What filters and orders mean, said once more without a database. */
final class InboxModel {

  private InboxModel() {}

  /** The messages that a filter shows, in this order. */
  static List<Message> select(List<Message> all, MessageFilter filter, List<MessageOrder> order) {
    return selectShown(all.stream().map(each -> new Shown(each, true)).toList(), filter).stream()
        .sorted(comparator(order))
        .map(Shown::message)
        .toList();
  }

  /** Those that a filter shows. */
  static List<Shown> selectShown(List<Shown> all, MessageFilter filter) {
    return all.stream()
        .filter(shown -> filter.conditions().stream().allMatch(each -> holds(each, shown)))
        .toList();
  }

  private static boolean holds(Condition condition, Shown shown) {
    Message message = shown.message();
    boolean aboutReading =
        condition instanceof Unread
            || (condition instanceof TimeBetween between && between.time() == Time.READ);
    if (aboutReading && !shown.received()) {
      return false;
    }
    if (condition instanceof Unread only) {
      return only.unread() == (message.readAt() == null);
    }
    if (condition instanceof LevelBetween between) {
      return message.level() >= between.least() && message.level() <= between.most();
    }
    if (condition instanceof Tag tag) {
      return message.tags().stream()
          .anyMatch(
              word ->
                  switch (tag.match()) {
                    case EXACT -> word.equals(tag.text());
                    case STARTS_WITH -> word.startsWith(tag.text());
                    case CONTAINS -> lower(word).contains(lower(tag.text()));
                  });
    }
    if (condition instanceof View view) {
      return message.view().equals(view.view());
    }
    if (condition instanceof TimeBetween between) {
      Instant time = between.time() == Time.CREATED ? message.sentAt() : message.readAt();
      return time != null
          && (between.first() == null || !time.isBefore(between.first()))
          && (between.last() == null || !time.isAfter(between.last()));
    }
    String text = ((ContainsText) condition).text();
    String subject = message.subject() == null ? "" : message.subject();
    return lower(message.body()).contains(lower(text)) || lower(subject).contains(lower(text));
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  static Comparator<Shown> comparator(List<MessageOrder> order) {
    boolean newestFirst = order.isEmpty() || order.get(order.size() - 1).descending();
    MessageOrder last = new MessageOrder(MessageOrder.Key.CREATED, newestFirst);
    return Stream.concat(order.stream(), Stream.of(last))
        .map(InboxModel::comparator)
        .reduce(Comparator::thenComparing)
        .orElseThrow();
  }

  private static Comparator<Shown> comparator(MessageOrder order) {
    Comparator<Shown> ascending =
        switch (order.key()) {
          case LEVEL -> Comparator.comparingInt(shown -> shown.message().level());
          case READ_AT -> Comparator.comparing(InboxModel::readAt);
          case SENDER -> Comparator.comparing(shown -> orEmpty(shown.message().sender()));
          case RECIPIENT -> Comparator.comparing(shown -> orEmpty(shown.message().recipient()));
          case SUBJECT -> Comparator.comparing(shown -> lower(orEmpty(shown.message().subject())));
          case CREATED -> Comparator.comparingLong(shown -> shown.message().id());
        };
    return order.descending() ? ascending.reversed() : ascending;
  }

  private static Instant readAt(Shown shown) {
    Instant readAt = shown.message().readAt();
    return readAt == null || !shown.received() ? Instant.MAX : readAt;
  }

  private static String orEmpty(String text) {
    return text == null ? "" : text;
  }
}
