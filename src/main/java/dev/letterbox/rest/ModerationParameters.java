package dev.letterbox.rest;

import dev.letterbox.api.MessageOrder;
import dev.letterbox.api.ModerationPage;
import dev.letterbox.api.ModerationRequest;
import dev.letterbox.api.ModerationStatus;
import dev.letterbox.shared.InputErrors;
import jakarta.ws.rs.core.UriInfo;
import java.util.Optional;
import java.util.function.Consumer;

/** The parameters of the list for moderators. All that is wrong with them is reported together. */
final class ModerationParameters {

  private final UriInfo uri;
  private final ModerationRequest request;

  /**
   * Reads all parameters.
   *
   * @param rules refuses a request that makes no sense, with a cursor that is none
   * @throws dev.letterbox.api.InvalidInputException naming all that are wrong
   */
  ModerationParameters(UriInfo uri, Defaults defaults, Consumer<ModerationRequest> rules) {
    this.uri = uri;
    Query query = new Query(uri);
    ModerationRequest asked =
        ModerationRequest.of(
                query.choice("status", ModerationStatus.class).orElse(ModerationStatus.PENDING))
            .from(query.text("sender", InputErrors.MAX_NAME).orElse(null))
            .to(query.text("recipient", InputErrors.MAX_NAME).orElse(null))
            .filter(FilterParameters.ofMessages(query))
            .newestFirst(
                OrderParameter.orderByAge(query).stream().anyMatch(MessageOrder::descending));
    int limit = ListParameters.limit(query, defaults);
    int offset = query.count("offset").orElse(0);
    Optional<String> cursor = ListParameters.cursor(query, defaults);
    if (cursor.isPresent() && query.isRight("cursor")) {
      query.collect(() -> rules.accept(ModerationRequest.pending().at(cursor.get())));
    }
    boolean counted = ListParameters.counted(query, cursor);
    query.finish();
    this.request =
        cursor.map(asked::at).orElseGet(() -> asked.offset(offset)).limit(limit).counted(counted);
  }

  ModerationRequest request() {
    return request;
  }

  /** The answer, with the links to go on. */
  ModerationPageView view(ModerationPage page) {
    Links links = new Links(uri, request.limit());
    boolean byCursor = request.cursor() != null;
    Long count = page.count().isPresent() ? page.count().getAsLong() : null;
    return new ModerationPageView(
        count,
        byCursor
            ? links.at(page.next())
            : links.after(request.offset(), page.count().orElseThrow()),
        byCursor ? links.at(page.previous()) : links.before(request.offset()),
        page.results().stream().map(ModerationView::of).toList());
  }
}
