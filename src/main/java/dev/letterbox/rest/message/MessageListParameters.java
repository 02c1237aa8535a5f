package dev.letterbox.rest.message;

import dev.letterbox.api.Folder;
import dev.letterbox.api.Message;
import dev.letterbox.api.MessageFilter;
import dev.letterbox.api.Page;
import dev.letterbox.api.PageRequest;
import dev.letterbox.api.PageRequest.Grouping;
import dev.letterbox.rest.http.PageParameters;
import dev.letterbox.rest.http.PageView;
import dev.letterbox.rest.http.QueryParameters;
import dev.letterbox.shared.config.LevelTags;
import jakarta.ws.rs.core.UriInfo;
import java.util.function.Consumer;

/**
 * Reads the parameters of a list of messages: folder, filters, order, and paging in one of two
 * styles. All errors are reported together.
 *
 * <p>Without a folder the list is that of drf-messages: the inbox by message, which marks the
 * messages of the page as read. A folder is listed by conversation and marks nothing by default.
 */
final class MessageListParameters {

  private final UriInfo uri;
  private final PageRequest baseRequest;
  private final MessageFilter filter;
  private final PageParameters page;
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
    this.page = PageParameters.parse(query, defaults.page());
    if (page.cursor().isPresent() && query.areValid("folder", "by", "ordering", "cursor")) {
      query.collectErrors(() -> validator.accept(baseRequest.cursor(page.cursor().get())));
    }
    this.markRead = query.flag("mark_read").orElse(defaults.markRead() && !isFolderView);
    query.throwIfInvalid();
  }

  /** Whether the messages of the page become read. */
  boolean markRead() {
    return markRead;
  }

  boolean isInbox() {
    return baseRequest.folder() == Folder.INBOX;
  }

  PageRequest request() {
    PageRequest firstPage = baseRequest.filter(filter).limit(page.limit());
    return page.cursor()
        .map(firstPage::cursor)
        .orElseGet(() -> firstPage.offset(page.offset()))
        .counted(page.counted());
  }

  /** The page with links to the next and previous one. */
  PageView<MessageView> view(Page<Message> shown) {
    return page.view(
        uri,
        shown.count(),
        shown.next(),
        shown.previous(),
        shown.results().stream().map(MessageView::of).toList());
  }
}
