package dev.letterbox.rest.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Absolute links from page to page, which keep all other parameters of the request. */
public final class PageLinks {

  /** Offset from which on links lead by cursor. */
  static final int CURSOR_DEPTH = 1000;

  private static final String COUNT = "count";
  private static final Set<String> PAGING_PARAMETERS = Set.of("limit", "offset", "cursor");

  private final UriInfo uri;
  private final int limit;

  public PageLinks(UriInfo uri, int limit) {
    this.uri = uri;
    this.limit = limit;
  }

  /**
   * Link to the page after this offset; null on the last page. From a depth on it leads by cursor,
   * so that clients that follow links do not pay for the offset; its pages have a count, too.
   *
   * @param cursor cursor of that page
   */
  URI nextPage(long offset, long count, Optional<String> cursor) {
    long next = offset + limit;
    if (next >= count) {
      return null;
    }
    return next < CURSOR_DEPTH || cursor.isEmpty()
        ? pageAt(next)
        : linkWith((hasValue(COUNT) ? "" : COUNT + "=true&") + "cursor=" + cursor.get());
  }

  /** Link to the page before this offset; null on the first page. */
  URI previousPage(long offset) {
    return offset == 0 ? null : pageAt(Math.max(0, offset - limit));
  }

  private URI pageAt(long offset) {
    return offset > 0 ? linkWith("offset=" + offset) : linkWith("");
  }

  /** Link to the page at a cursor; null if empty. */
  public URI pageAt(Optional<String> cursor) {
    return cursor.map(text -> linkWith("cursor=" + text)).orElse(null);
  }

  private static String nameOf(String parameter) {
    return URLDecoder.decode(parameter.split("=", 2)[0], UTF_8);
  }

  /** Whether the request has a value for the parameter; an empty one counts as absent. */
  private boolean hasValue(String name) {
    return parameters()
        .anyMatch(parameter -> nameOf(parameter).equals(name) && parameter.matches("[^=]+=.+"));
  }

  private Stream<String> parameters() {
    String query = uri.getRequestUri().getRawQuery();
    return Stream.of(query == null ? new String[0] : query.split("&", -1))
        .filter(parameter -> !parameter.isEmpty());
  }

  private URI linkWith(String position) {
    List<String> parameters =
        parameters()
            .filter(parameter -> !PAGING_PARAMETERS.contains(nameOf(parameter)))
            .collect(Collectors.toCollection(ArrayList::new));
    parameters.add("limit=" + limit);
    if (!position.isEmpty()) {
      parameters.add(position);
    }
    return URI.create(uri.getAbsolutePath() + "?" + String.join("&", parameters));
  }
}
