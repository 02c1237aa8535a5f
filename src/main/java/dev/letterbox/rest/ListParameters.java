package dev.letterbox.rest;

import dev.letterbox.api.MessageFilter;
import dev.letterbox.api.MessageOrder;
import dev.letterbox.api.Page;
import dev.letterbox.api.PageRequest;
import dev.letterbox.shared.LevelTags;
import dev.letterbox.shared.Setting;
import jakarta.ws.rs.core.UriInfo;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The parameters of a list of messages: filters, order, and paging in one of two styles. All that
 * is wrong with them is reported together.
 */
final class ListParameters {

  private static final Map<String, MessageOrder.Key> KEYS =
      Map.of(
          "level",
          MessageOrder.Key.LEVEL,
          "read_at",
          MessageOrder.Key.READ_AT,
          "created",
          MessageOrder.Key.CREATED);

  private static final int MAX_ORDERING = 100;
  private static final int MAX_CURSOR = 255;

  private final UriInfo uri;
  private final String owner;
  private final MessageFilter filter;
  private final List<MessageOrder> order;
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
    this.owner = owner;
    Query query = new Query(uri);
    this.filter = FilterParameters.filter(query, levelTags).and(defaults.filter());
    this.order = order(query);
    this.limit = limit(query, defaults);
    this.offset = query.count("offset").orElse(0);
    this.cursor = cursor(query, defaults);
    checkCursor(query, rules);
    this.counted = counted(query);
    this.markRead = query.flag("mark_read").orElse(defaults.markRead());
    query.finish();
  }

  private static List<MessageOrder> order(Query query) {
    List<MessageOrder> order = new ArrayList<>();
    Set<MessageOrder.Key> named = new HashSet<>();
    Optional<String> names = query.text("ordering", MAX_ORDERING);
    for (String name : names.map(text -> text.split(",", -1)).orElse(new String[0])) {
      boolean descending = name.strip().startsWith("-");
      MessageOrder.Key key = KEYS.get(name.strip().substring(descending ? 1 : 0));
      if (key == null) {
        query.error("ordering", FilterParameters.noChoice(name.strip()));
      } else if (!named.add(key)) {
        query.error("ordering", "Name each field once.");
      } else {
        order.add(new MessageOrder(key, descending));
      }
    }
    return order;
  }

  private static int limit(Query query, Defaults defaults) {
    int most = defaults.maxPageSize();
    int limit = query.count("limit").orElse(defaults.pageSize());
    if (limit < 1 || limit > most) {
      query.error("limit", "Must be from 1 to " + most + ".");
    }
    return limit;
  }

  /** A cursor makes the style of the request; else an offset does; else the default. */
  private static Optional<String> cursor(Query query, Defaults defaults) {
    if (query.has("cursor")) {
      if (query.has("offset")) {
        query.error("offset", "Give either offset or cursor.");
      }
      Optional<String> cursor = query.raw("cursor");
      if (cursor.isPresent() && cursor.get().length() > MAX_CURSOR) {
        query.error("cursor", "Must have at most " + MAX_CURSOR + " characters.");
      }
      return cursor;
    }
    return defaults.paging() == Setting.Paging.CURSOR && !query.has("offset")
        ? Optional.of(PageRequest.BEGIN)
        : Optional.empty();
  }

  /** What a cursor is only those know who have made it. */
  private void checkCursor(Query query, Consumer<PageRequest> rules) {
    if (cursor.isPresent() && query.isRight("ordering") && query.isRight("cursor")) {
      PageRequest place = PageRequest.inbox(owner).orderBy(order).from(cursor.get());
      query.collect(() -> rules.accept(place));
    }
  }

  private boolean counted(Query query) {
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

  PageRequest request() {
    PageRequest first = PageRequest.inbox(owner).filter(filter).orderBy(order).limit(limit);
    return cursor.map(first::from).orElseGet(() -> first.offset(offset)).counted(counted);
  }

  /** The answer, with the links to go on. */
  PageView view(Page page) {
    Links links = new Links(uri, limit);
    List<MessageView> results = page.results().stream().map(MessageView::of).toList();
    if (cursor.isPresent()) {
      Long count = page.count().isPresent() ? page.count().getAsLong() : null;
      return new PageView(count, links.at(page.next()), links.at(page.previous()), results);
    }
    long count = page.count().orElseThrow();
    long next = offset + (long) limit;
    return new PageView(
        count,
        next < count ? links.at(next) : null,
        offset == 0 ? null : links.at(Math.max(0L, offset - (long) limit)),
        results);
  }
}
