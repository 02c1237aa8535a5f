package dev.letterbox.rest.moderation;

import dev.letterbox.api.ModerationStatus;
import dev.letterbox.api.Page;
import dev.letterbox.api.PageRequest.MessageOrder;
import dev.letterbox.api.moderation.ModeratedMessage;
import dev.letterbox.api.moderation.ModerationRequest;
import dev.letterbox.rest.http.PageDefaults;
import dev.letterbox.rest.http.PageParameters;
import dev.letterbox.rest.http.PageView;
import dev.letterbox.rest.http.QueryParameters;
import dev.letterbox.rest.message.FilterParameters;
import dev.letterbox.rest.message.OrderingParameter;
import dev.letterbox.rest.moderation.ModerationResource.ModerationView;
import dev.letterbox.shared.text.ValidationErrors;
import jakarta.ws.rs.core.UriInfo;
import java.util.function.Consumer;

/** Reads the parameters of the moderation queue. All errors are reported together. */
final class ModerationParameters {

  private final UriInfo uri;
  private final PageParameters page;
  private final ModerationRequest request;

  /**
   * Reads all parameters.
   *
   * @param validator checks the cursor and throws an {@code InvalidInputException}
   * @throws dev.letterbox.api.InvalidInputException with the errors of all parameters
   */
  ModerationParameters(UriInfo uri, PageDefaults defaults, Consumer<ModerationRequest> validator) {
    this.uri = uri;
    QueryParameters query = new QueryParameters(uri);
    ModerationRequest baseRequest =
        ModerationRequest.of(
                query.enumValue("status", ModerationStatus.class).orElse(ModerationStatus.PENDING))
            .from(query.text("sender", ValidationErrors.MAX_NAME_LENGTH).orElse(null))
            .to(query.text("recipient", ValidationErrors.MAX_NAME_LENGTH).orElse(null))
            .filter(FilterParameters.parseForModeration(query))
            .newestFirst(
                OrderingParameter.parseSentAtOnly(query).stream()
                    .anyMatch(MessageOrder::descending));
    this.page = PageParameters.parse(query, defaults);
    if (page.cursor().isPresent() && query.areValid("cursor")) {
      query.collectErrors(
          () -> validator.accept(ModerationRequest.pending().cursor(page.cursor().get())));
    }
    query.throwIfInvalid();
    this.request =
        page.cursor()
            .map(baseRequest::cursor)
            .orElseGet(() -> baseRequest.offset(page.offset()))
            .limit(page.limit())
            .counted(page.counted());
  }

  ModerationRequest request() {
    return request;
  }

  /** The page with links to the next and previous one. */
  PageView<ModerationView> view(Page<ModeratedMessage> shown) {
    return page.view(
        uri,
        shown.count(),
        shown.next(),
        shown.previous(),
        shown.results().stream().map(ModerationView::of).toList());
  }
}
