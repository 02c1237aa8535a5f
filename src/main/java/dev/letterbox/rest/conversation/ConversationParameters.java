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

/** Reads the parameters of a page of a conversation. */
final class ConversationParameters {

  /** A cursor is checked only if these parameters are valid. */
  private static final List<String> CURSOR_SCOPE = List.of("ordering", "cursor");

  private ConversationParameters() {}

  /**
   * Reads all parameters.
   *
   * @param base the requested conversation
   * @param validator checks the cursor and throws an {@code InvalidInputException}
   * @throws dev.letterbox.api.InvalidInputException with the errors of all parameters
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
