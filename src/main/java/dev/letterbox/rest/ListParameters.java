package dev.letterbox.rest;

import dev.letterbox.api.Folder;
import dev.letterbox.api.Grouping;
import dev.letterbox.api.MessageFilter;
import dev.letterbox.api.Page;
import dev.letterbox.api.PageRequest;
import dev.letterbox.shared.LevelTags;
import dev.letterbox.shared.Setting;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The parameters of a list of messages: folder, filters, order, and paging in one of two styles.
 * All that is wrong with them is reported together.
 *
 * <p>Without a folder it is the list of drf-messages: the inbox, by message, and what is shown
 * becomes read. A folder is shown by conversation, and stays as it is, unless something else is
 * asked for.
 */
final class ListParameters {

  private static final int MAX_CURSOR = 4096;

  /** What a cursor is made for, and itself. */
  private static final List<String> SCOPE = List.of("folder", "by", "ordering", "cursor");

  private final UriInfo uri;
  private final PageRequest place;
  private final MessageFilter filter;
  private final int limit;
  private final int offset;
  private final Optional<String> cursor;
  private final boolean counted;
  private final boolean markRead;

  /**
   * Reads all parameters.
   *
   * @param owner name of the user whose messages they are
   * @param rules refuses a request that makes no sense, with a cursor that is none
   * @throws dev.letterbox.api.InvalidInputException naming all that are wrong
   */
  ListParameters(
      UriInfo uri,
      String owner,
      Defaults defaults,
      LevelTags levelTags,
      Consumer<PageRequest> rules) {
    this.uri = uri;
    Query query = new Query(uri);
    boolean asFolder = query.has("folder");
    Folder folder = query.choice("folder", Folder.class).orElse(Folder.INBOX);
    Grouping grouping =
        query
            .choice("by", Grouping.class)
            .orElse(asFolder ? Grouping.CONVERSATION : Grouping.MESSAGE);
    this.filter = FilterParameters.filter(query, levelTags, folder).and(defaults.filter());
    this.place =
        PageRequest.of(folder, owner).grouping(grouping).orderBy(OrderParameter.order(query));
    this.limit = limit(query, defaults);
    this.offset = query.count("offset").orElse(0);
    this.cursor = cursor(query, defaults);
    checkCursor(query, rules);
    this.counted = counted(query, cursor);
    this.markRead = query.flag("mark_read").orElse(defaults.markRead() && !asFolder);
    query.finish();
  }

  static int limit(Query query, Defaults defaults) {
    int most = defaults.maxPageSize();
    int limit = query.count("limit").orElse(defaults.pageSize());
    if (limit < 1 || limit > most) {
      query.error("limit", "Must be from 1 to " + most + ".");
    }
    return limit;
  }

  /** A cursor makes the style of the request; else an offset does; else the default. */
  static Optional<String> cursor(Query query, Defaults defaults) {
    if (query.has("cursor")) {
      if (query.has("offset")) {
        query.error("offset", "Give either offset or cursor.");
      }
      return cursor(query);
    }
    return defaults.paging() == Setting.Paging.CURSOR && !query.has("offset")
        ? Optional.of(PageRequest.BEGIN)
        : Optional.empty();
  }

  /** The text of a cursor. */
  static Optional<String> cursor(Query query) {
    Optional<String> cursor = query.raw("cursor");
    if (cursor.isPresent() && cursor.get().length() > MAX_CURSOR) {
      query.error("cursor", "Must have at most " + MAX_CURSOR + " characters.");
    }
    return cursor;
  }

  /** What a cursor is only those know who have made it. */
  private void checkCursor(Query query, Consumer<PageRequest> rules) {
    if (cursor.isPresent() && SCOPE.stream().allMatch(query::isRight)) {
      query.collect(() -> rules.accept(place.from(cursor.get())));
    }
  }

  /** Whether to count; a page by offset can't go without it. */
  static boolean counted(Query query, Optional<String> cursor) {
    boolean byOffset = cursor.isEmpty();
    boolean wanted = query.flag("count").orElse(byOffset);
    if (byOffset && !wanted && !query.has("cursor")) {
      query.error("count", "Only pages by cursor go without it.");
    }
    return wanted;
  }

  /** Whether what is shown becomes read. */
  boolean markRead() {
    return markRead;
  }

  /** Whether it is about the inbox. */
  boolean isInbox() {
    return place.folder() == Folder.INBOX;
  }

  PageRequest request() {
    PageRequest first = place.filter(filter).limit(limit);
    return cursor.map(first::from).orElseGet(() -> first.offset(offset)).counted(counted);
  }

  /** The answer, with the links to go on. */
  PageView view(Page page) {
    Links links = new Links(uri, limit);
    if (cursor.isPresent()) {
      return PageView.of(page, links);
    }
    List<MessageView> results = page.results().stream().map(MessageView::of).toList();
    long count = page.count().orElseThrow();
    return new PageView(count, links.after(offset, count), links.before(offset), results);
  }
}
