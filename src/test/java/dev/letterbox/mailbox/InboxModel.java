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
    return all.stream()
        .filter(message -> filter.conditions().stream().allMatch(each -> holds(each, message)))
        .sorted(comparator(order))
        .toList();
  }

  private static boolean holds(Condition condition, Message message) {
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

  private static Comparator<Message> comparator(List<MessageOrder> order) {
    boolean newestFirst = order.isEmpty() || order.get(order.size() - 1).descending();
    MessageOrder last = new MessageOrder(MessageOrder.Key.CREATED, newestFirst);
    return Stream.concat(order.stream(), Stream.of(last))
        .map(InboxModel::comparator)
        .reduce(Comparator::thenComparing)
        .orElseThrow();
  }

  private static Comparator<Message> comparator(MessageOrder order) {
    Comparator<Message> ascending =
        switch (order.key()) {
          case LEVEL -> Comparator.comparingInt(Message::level);
          case READ_AT ->
              Comparator.comparing(
                  message -> message.readAt() == null ? Instant.MAX : message.readAt());
          case CREATED -> Comparator.comparingLong(Message::id);
        };
    return order.descending() ? ascending.reversed() : ascending;
  }
}
