package dev.letterbox.rest;

import dev.letterbox.api.ConversationRequest;
import dev.letterbox.api.MessageOrder;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The parameters of a conversation: paging by cursor, and which way. */
final class ConversationParameters {

  /** What a cursor is made for, and itself. */
  private static final List<String> SCOPE = List.of("ordering", "cursor");

  private ConversationParameters() {}

  /**
   * Reads all parameters.
   *
   * @param whole the conversation that is asked for
   * @param rules refuses a request that makes no sense, with a cursor that is none
   * @throws dev.letterbox.api.InvalidInputException naming all that are wrong
   */
  static ConversationRequest of(
      UriInfo uri,
      ConversationRequest whole,
      Defaults defaults,
      Consumer<ConversationRequest> rules) {
    Query query = new Query(uri);
    List<MessageOrder> order = OrderParameter.orderByAge(query);
    Optional<String> cursor = ListParameters.cursor(query);
    ConversationRequest place =
        whole
            .newestFirst(order.stream().anyMatch(MessageOrder::descending))
            .from(cursor.orElse(whole.cursor()));
    int limit = ListParameters.limit(query, defaults);
    boolean counted = query.flag("count").orElse(false);
    boolean marks = query.flag("mark_read").orElse(defaults.markRead());
    if (SCOPE.stream().allMatch(query::isRight)) {
      query.collect(() -> rules.accept(place));
    }
    query.finish();
    return new ConversationRequest(
        place.owner(), place.thread(), place.descending(), place.cursor(), limit, counted, marks);
  }
}
