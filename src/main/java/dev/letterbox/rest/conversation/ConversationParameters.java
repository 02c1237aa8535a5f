package dev.letterbox.rest.conversation;

import dev.letterbox.api.MessageOrder;
import dev.letterbox.api.conversation.ConversationRequest;
import dev.letterbox.rest.http.QueryParameters;
import dev.letterbox.rest.message.ListDefaults;
import dev.letterbox.rest.message.MessageListParameters;
import dev.letterbox.rest.message.OrderingParameter;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The parameters of a conversation: paging by cursor, and which way. */
final class ConversationParameters {

  /** What a cursor is made for, and itself. */
  private static final List<String> CURSOR_SCOPE = List.of("ordering", "cursor");

  private ConversationParameters() {}

  /**
   * Reads all parameters.
   *
   * @param base the conversation that is asked for
   * @param validator refuses a request that makes no sense, with a cursor that is none
   * @throws dev.letterbox.api.InvalidInputException naming all that are wrong
   */
  static ConversationRequest parse(
      UriInfo uri,
      ConversationRequest base,
      ListDefaults defaults,
      Consumer<ConversationRequest> validator) {
    QueryParameters query = new QueryParameters(uri);
    List<MessageOrder> order = OrderingParameter.parseCreatedOnly(query);
    Optional<String> cursor = MessageListParameters.cursor(query);
    ConversationRequest position =
        base.newestFirst(order.stream().anyMatch(MessageOrder::descending))
            .cursor(cursor.orElse(base.cursor()));
    int limit = MessageListParameters.limit(query, defaults);
    boolean counted = query.flag("count").orElse(false);
    boolean markRead = query.flag("mark_read").orElse(defaults.markRead());
    if (CURSOR_SCOPE.stream().allMatch(query::isValid)) {
      query.collectErrors(() -> validator.accept(position));
    }
    query.throwIfInvalid();
    return new ConversationRequest(
        position.owner(),
        position.thread(),
        position.descending(),
        position.cursor(),
        limit,
        counted,
        markRead);
  }
}
