package dev.letterbox.rest.http;

import dev.letterbox.api.PageRequest;
import dev.letterbox.shared.config.PagingStyle;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The parameters of paging in one of two styles. Errors are added to the query.
 *
 * @param limit maximum number of entries on the page
 * @param offset number of entries to skip; 0 for paging by cursor
 * @param cursor the position of the page; empty for paging by offset
 * @param counted whether to count all entries, which paging by offset requires
 */
public record PageParameters(int limit, int offset, Optional<String> cursor, boolean counted) {

  /** The database counts through as many rows. */
  static final int MAX_OFFSET = 100_000;

  private static final int MAX_CURSOR_LENGTH = 4096;

  /** Reads the parameters of a list with both styles of paging. */
  public static PageParameters parse(QueryParameters query, PageDefaults defaults) {
    int limit = parseLimit(query, defaults);
    int offset = query.nonNegativeInteger("offset").orElse(0);
    if (offset > MAX_OFFSET) {
      query.addError(
          "offset", "Must be at most " + MAX_OFFSET + "; page by cursor, or follow the links.");
    }
    Optional<String> cursor = parseCursorOrStyle(query, defaults.paging());
    return new PageParameters(limit, offset, cursor, parseCount(query, cursor));
  }

  /** Reads the parameters of a list that is paged by cursor only. */
  public static PageParameters parseByCursor(QueryParameters query, PageDefaults defaults) {
    String cursor = parseCursor(query).orElse(PageRequest.FIRST_PAGE);
    int limit = parseLimit(query, defaults);
    return new PageParameters(limit, 0, Optional.of(cursor), query.flag("count").orElse(false));
  }

  /** Reads the parameter {@code limit}. */
  public static int parseLimit(QueryParameters query, PageDefaults defaults) {
    int maxLimit = defaults.maxPageSize();
    int limit = query.nonNegativeInteger("limit").orElse(defaults.pageSize());
    if (limit < 1 || limit > maxLimit) {
      query.addError("limit", "Must be from 1 to " + maxLimit + ".");
    }
    return limit;
  }

  /** Without cursor and offset the default style applies. */
  private static Optional<String> parseCursorOrStyle(QueryParameters query, PagingStyle style) {
    if (query.isGiven("cursor")) {
      if (query.has("offset")) {
        query.addError("offset", "Give either offset or cursor.");
      }
      return parseCursor(query);
    }
    return style == PagingStyle.CURSOR && !query.has("offset")
        ? Optional.of(PageRequest.FIRST_PAGE)
        : Optional.empty();
  }

  /** An empty cursor is the first page. */
  private static Optional<String> parseCursor(QueryParameters query) {
    Optional<String> cursor = query.givenValue("cursor");
    if (cursor.isPresent() && cursor.get().length() > MAX_CURSOR_LENGTH) {
      query.addError("cursor", "Must have at most " + MAX_CURSOR_LENGTH + " characters.");
    }
    return cursor;
  }

  private static boolean parseCount(QueryParameters query, Optional<String> cursor) {
    boolean byOffset = cursor.isEmpty();
    boolean counted = query.flag("count").orElse(byOffset);
    if (byOffset && !counted && !query.isGiven("cursor")) {
      query.addError("count", "Must be true without a cursor.");
    }
    return counted;
  }

  /**
   * The page with links to the next and previous one.
   *
   * @param count number of all entries; required for paging by offset
   * @param next cursor of the next page; in both styles
   * @param previous cursor of the previous page
   */
  public <T> PageView<T> view(
      UriInfo uri,
      OptionalLong count,
      Optional<String> next,
      Optional<String> previous,
      List<T> results) {
    PageLinks links = new PageLinks(uri, limit);
    if (cursor.isEmpty()) {
      long total = count.orElseThrow();
      return new PageView<>(
          total, links.nextPage(offset, total, next), links.previousPage(offset), results);
    }
    return new PageView<>(
        count.isPresent() ? count.getAsLong() : null,
        links.pageAt(next),
        links.pageAt(previous),
        results);
  }
}
