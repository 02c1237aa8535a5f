package dev.letterbox.rest.moderation;

import dev.letterbox.api.MessageOrder;
import dev.letterbox.api.ModerationStatus;
import dev.letterbox.api.moderation.ModerationPage;
import dev.letterbox.api.moderation.ModerationRequest;
import dev.letterbox.rest.http.QueryParameters;
import dev.letterbox.rest.message.FilterParameters;
import dev.letterbox.rest.message.ListDefaults;
import dev.letterbox.rest.message.MessageListParameters;
import dev.letterbox.rest.message.OrderingParameter;
import dev.letterbox.rest.http.PageLinks;
import dev.letterbox.shared.text.ValidationErrors;
import jakarta.ws.rs.core.UriInfo;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads the parameters of the moderation queue. All errors are reported together. */
final class ModerationParameters {

  private final UriInfo uri;
  private final ModerationRequest request;

  /**
   * Reads all parameters.
   *
   * @param validator checks the cursor and throws an {@code InvalidInputException}
   * @throws dev.letterbox.api.InvalidInputException with the errors of all parameters
   */
  ModerationParameters(UriInfo uri, ListDefaults defaults, Consumer<ModerationRequest> validator) {
    this.uri = uri;
    QueryParameters query = new QueryParameters(uri);
    ModerationRequest baseRequest =
        ModerationRequest.of(
                query.enumValue("status", ModerationStatus.class).orElse(ModerationStatus.PENDING))
            .from(query.text("sender", ValidationErrors.MAX_NAME_LENGTH).orElse(null))
            .to(query.text("recipient", ValidationErrors.MAX_NAME_LENGTH).orElse(null))
            .filter(FilterParameters.parseForModeration(query))
            .newestFirst(
                OrderingParameter.parseCreatedOnly(query).stream()
                    .anyMatch(MessageOrder::descending));
    int limit = MessageListParameters.limit(query, defaults);
    int offset = query.nonNegativeInteger("offset").orElse(0);
    Optional<String> cursor = MessageListParameters.cursor(query, defaults);
    if (cursor.isPresent() && query.isValid("cursor")) {
      query.collectErrors(() -> validator.accept(ModerationRequest.pending().cursor(cursor.get())));
    }
    boolean counted = MessageListParameters.counted(query, cursor);
    query.throwIfInvalid();
    this.request =
        cursor
            .map(baseRequest::cursor)
            .orElseGet(() -> baseRequest.offset(offset))
            .limit(limit)
            .counted(counted);
  }

  ModerationRequest request() {
    return request;
  }

  /** The page with links to the next and previous one. */
  ModerationPageView view(ModerationPage page) {
    PageLinks links = new PageLinks(uri, request.limit());
    boolean byCursor = request.cursor() != null;
    Long count = page.count().isPresent() ? page.count().getAsLong() : null;
    return new ModerationPageView(
        count,
        byCursor
            ? links.pageAt(page.next())
            : links.nextPage(request.offset(), page.count().orElseThrow()),
        byCursor ? links.pageAt(page.previous()) : links.previousPage(request.offset()),
        page.results().stream().map(ModerationView::of).toList());
  }
}
