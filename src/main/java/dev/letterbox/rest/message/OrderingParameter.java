package dev.letterbox.rest.message;

import dev.letterbox.api.PageRequest.MessageOrder;
import dev.letterbox.rest.http.QueryParameters;
import dev.letterbox.shared.text.EnumNames;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads the order of a list: comma-separated names of fields, {@code -} for descending. */
public final class OrderingParameter {

  private static final String NAME = "ordering";
  private static final int MAX_LENGTH = 100;

  private static final Map<String, MessageOrder.Key> KEYS =
      Stream.of(MessageOrder.Key.values())
          .collect(Collectors.toMap(OrderingParameter::nameOf, key -> key));

  private OrderingParameter() {}

  /** Reads the parameter; errors are added to the query. */
  static List<MessageOrder> parse(QueryParameters query) {
    return parse(query, KEYS);
  }

  /** Reads the parameter of a list that can be sorted by this time only. */
  public static List<MessageOrder> parseSentAtOnly(QueryParameters query) {
    return parse(query, Map.of(nameOf(MessageOrder.Key.SENT_AT), MessageOrder.Key.SENT_AT));
  }

  private static String nameOf(MessageOrder.Key key) {
    return key == MessageOrder.Key.SENT_AT ? "created" : EnumNames.of(key);
  }

  private static List<MessageOrder> parse(
      QueryParameters query, Map<String, MessageOrder.Key> keys) {
    List<MessageOrder> order = new ArrayList<>();
    Set<MessageOrder.Key> usedKeys = new HashSet<>();
    Optional<String> names = query.text(NAME, MAX_LENGTH);
    for (String name : names.map(text -> text.split(",", -1)).orElse(new String[0])) {
      boolean descending = name.strip().startsWith("-");
      MessageOrder.Key key = keys.get(name.strip().substring(descending ? 1 : 0));
      if (key == null) {
        query.addError(NAME, QueryParameters.invalidChoice(name.strip()));
      } else if (!usedKeys.add(key)) {
        query.addError(NAME, "Name each field once.");
      } else {
        order.add(new MessageOrder(key, descending));
      }
    }
    return order;
  }
}
