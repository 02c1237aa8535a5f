package dev.letterbox.rest.message;

import dev.letterbox.rest.http.PageView;
import dev.letterbox.rest.http.PageLinks;

import dev.letterbox.api.Folder;
import dev.letterbox.api.Grouping;
import dev.letterbox.api.MessageFilter;
import dev.letterbox.api.Page;
import dev.letterbox.api.PageRequest;
import dev.letterbox.rest.http.QueryParameters;
import dev.letterbox.shared.config.LevelTags;
import dev.letterbox.shared.config.Setting;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Reads the parameters of a list of messages: folder, filters, order, and paging in one of two
 * styles. All errors are reported together.
 *
 * <p>Without a folder the list is that of drf-messages: the inbox by message, which marks the
 * messages of the page as read. A folder is listed by conversation and marks nothing by default.
 */
public final class MessageListParameters {

  private static final int MAX_CURSOR_LENGTH = 4096;

  /** A cursor is checked only if these parameters are valid. */
  private static final List<String> CURSOR_SCOPE = List.of("folder", "by", "ordering", "cursor");

  private final UriInfo uri;
  private final PageRequest baseRequest;
  private final MessageFilter filter;
  private final int limit;
  private final int offset;
  private final Optional<String> cursor;
  private final boolean counted;
  private final boolean markRead;

  /**
   * Reads all parameters.
   *
   * @param owner name of the user who owns the mailbox
   * @param validator checks the cursor and throws an {@code InvalidInputException}
   * @throws dev.letterbox.api.InvalidInputException with the errors of all parameters
   */
  MessageListParameters(
      UriInfo uri,
      String owner,
      ListDefaults defaults,
      LevelTags levelTags,
      Consumer<PageRequest> validator) {
    this.uri = uri;
    QueryParameters query = new QueryParameters(uri);
    boolean isFolderView = query.has("folder");
    Folder folder = query.enumValue("folder", Folder.class).orElse(Folder.INBOX);
    Grouping grouping =
        query
            .enumValue("by", Grouping.class)
            .orElse(isFolderView ? Grouping.CONVERSATION : Grouping.MESSAGE);
    this.filter = FilterParameters.parse(query, levelTags, folder).and(defaults.filter());
    this.baseRequest =
        PageRequest.of(folder, owner).grouping(grouping).orderBy(OrderingParameter.parse(query));
    this.limit = limit(query, defaults);
    this.offset = query.nonNegativeInteger("offset").orElse(0);
    this.cursor = cursor(query, defaults);
    checkCursor(query, validator);
    this.counted = counted(query, cursor);
    this.markRead = query.flag("mark_read").orElse(defaults.markRead() && !isFolderView);
    query.throwIfInvalid();
  }

  public static int limit(QueryParameters query, ListDefaults defaults) {
    int maxLimit = defaults.maxPageSize();
    int limit = query.nonNegativeInteger("limit").orElse(defaults.pageSize());
    if (limit < 1 || limit > maxLimit) {
      query.addError("limit", "Must be from 1 to " + maxLimit + ".");
    }
    return limit;
  }

  /**
   * The cursor; empty for paging by offset. Without cursor and offset the default style applies.
   */
  public static Optional<String> cursor(QueryParameters query, ListDefaults defaults) {
    if (query.has("cursor")) {
      if (query.has("offset")) {
        query.addError("offset", "Give either offset or cursor.");
      }
      return cursor(query);
    }
    return defaults.paging() == Setting.PagingStyle.CURSOR && !query.has("offset")
        ? Optional.of(PageRequest.FIRST_PAGE)
        : Optional.empty();
  }

  /** The parameter {@code cursor}. */
  public static Optional<String> cursor(QueryParameters query) {
    Optional<String> cursor = query.singleValue("cursor");
    if (cursor.isPresent() && cursor.get().length() > MAX_CURSOR_LENGTH) {
      query.addError("cursor", "Must have at most " + MAX_CURSOR_LENGTH + " characters.");
    }
    return cursor;
  }

  private void checkCursor(QueryParameters query, Consumer<PageRequest> validator) {
    if (cursor.isPresent() && CURSOR_SCOPE.stream().allMatch(query::isValid)) {
      query.collectErrors(() -> validator.accept(baseRequest.cursor(cursor.get())));
    }
  }

  /** Whether to count all messages, which paging by offset requires. */
  public static boolean counted(QueryParameters query, Optional<String> cursor) {
    boolean byOffset = cursor.isEmpty();
    boolean counted = query.flag("count").orElse(byOffset);
    if (byOffset && !counted && !query.has("cursor")) {
      query.addError("count", "Must be true without a cursor.");
    }
    return counted;
  }

  /** Whether the messages of the page become read. */
  boolean markRead() {
    return markRead;
  }

  boolean isInbox() {
    return baseRequest.folder() == Folder.INBOX;
  }

  PageRequest request() {
    PageRequest firstPage = baseRequest.filter(filter).limit(limit);
    return cursor.map(firstPage::cursor).orElseGet(() -> firstPage.offset(offset)).counted(counted);
  }

  /** The page with links to the next and previous one. */
  PageView view(Page page) {
    PageLinks links = new PageLinks(uri, limit);
    if (cursor.isPresent()) {
      return PageView.of(page, links);
    }
    List<MessageView> results = page.results().stream().map(MessageView::of).toList();
    long count = page.count().orElseThrow();
    return new PageView(count, links.nextPage(offset, count), links.previousPage(offset), results);
  }
}
