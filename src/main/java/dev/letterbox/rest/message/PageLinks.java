package dev.letterbox.rest.message;

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

/** Links from one page to another: absolute, with all other parameters as they were sent. */
public final class PageLinks {

  private static final Set<String> PAGING_PARAMETERS = Set.of("limit", "offset", "cursor");

  private final UriInfo uri;
  private final int limit;

  public PageLinks(UriInfo uri, int limit) {
    this.uri = uri;
    this.limit = limit;
  }

  /** The page after the one that begins at this offset; null at the end. */
  public URI nextPage(long offset, long count) {
    return offset + limit < count ? pageAt(offset + limit) : null;
  }

  /** The page before the one that begins at this offset; null at the beginning. */
  public URI previousPage(long offset) {
    return offset == 0 ? null : pageAt(Math.max(0, offset - limit));
  }

  private URI pageAt(long offset) {
    return offset > 0 ? linkWith("offset=" + offset) : linkWith("");
  }

  /** The page that begins at a cursor; null without one. */
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
