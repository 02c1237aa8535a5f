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

  private static final Set<String> PAGING_PARAMETERS = Set.of("limit", "offset", "cursor");

  private final UriInfo uri;
  private final int limit;

  public PageLinks(UriInfo uri, int limit) {
    this.uri = uri;
    this.limit = limit;
  }

  /** Link to the page after this offset; null on the last page. */
  public URI nextPage(long offset, long count) {
    return offset + limit < count ? pageAt(offset + limit) : null;
  }

  /** Link to the page before this offset; null on the first page. */
  public URI previousPage(long offset) {
    return offset == 0 ? null : pageAt(Math.max(0, offset - limit));
  }

  private URI pageAt(long offset) {
    return offset > 0 ? linkWith("offset=" + offset) : linkWith("");
  }

  /** Link to the page at a cursor; null if empty. */
  public URI pageAt(Optional<String> cursor) {
    return cursor.map(text -> linkWith("cursor=" + text)).orElse(null);
  }

  private static boolean isPagingParameter(String parameter) {
    return PAGING_PARAMETERS.contains(URLDecoder.decode(parameter.split("=", 2)[0], UTF_8));
  }

  private URI linkWith(String position) {
    String query = uri.getRequestUri().getRawQuery();
    List<String> parameters =
        Stream.of(query == null ? new String[0] : query.split("&", -1))
            .filter(parameter -> !parameter.isEmpty() && !isPagingParameter(parameter))
            .collect(Collectors.toCollection(ArrayList::new));
    parameters.add("limit=" + limit);
    if (!position.isEmpty()) {
      parameters.add(position);
    }
    return URI.create(uri.getAbsolutePath() + "?" + String.join("&", parameters));
  }
}
