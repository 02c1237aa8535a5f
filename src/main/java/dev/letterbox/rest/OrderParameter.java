package dev.letterbox.rest;

import dev.letterbox.api.MessageOrder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * By what a list is sorted: names of fields with commas between them, {@code -} turns one round.
 */
final class OrderParameter {

  private static final String NAME = "ordering";
  private static final int MAX = 100;

  private static final Map<String, MessageOrder.Key> KEYS =
      Stream.of(MessageOrder.Key.values())
          .collect(Collectors.toMap(key -> key.name().toLowerCase(Locale.ROOT), key -> key));

  private OrderParameter() {}

  /** What the parameter asks for; errors are noted in the query. */
  static List<MessageOrder> order(Query query) {
    return order(query, KEYS);
  }

  /** The same where the age is all that there is to sort by. */
  static List<MessageOrder> orderByAge(Query query) {
    return order(query, Map.of("created", MessageOrder.Key.CREATED));
  }

  private static List<MessageOrder> order(Query query, Map<String, MessageOrder.Key> keys) {
    List<MessageOrder> order = new ArrayList<>();
    Set<MessageOrder.Key> named = new HashSet<>();
    Optional<String> names = query.text(NAME, MAX);
    for (String name : names.map(text -> text.split(",", -1)).orElse(new String[0])) {
      boolean descending = name.strip().startsWith("-");
      MessageOrder.Key key = keys.get(name.strip().substring(descending ? 1 : 0));
      if (key == null) {
        query.error(NAME, Query.noChoice(name.strip()));
      } else if (!named.add(key)) {
        query.error(NAME, "Name each field once.");
      } else {
        order.add(new MessageOrder(key, descending));
      }
    }
    return order;
  }
}
