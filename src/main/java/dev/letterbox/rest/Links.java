package dev.letterbox.rest;

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
final class Links {

  private static final Set<String> OURS = Set.of("limit", "offset", "cursor");

  private final UriInfo uri;
  private final int limit;

  Links(UriInfo uri, int limit) {
    this.uri = uri;
    this.limit = limit;
  }

  /** The page after the one that begins at this offset; null at the end. */
  URI after(long offset, long count) {
    return offset + limit < count ? at(offset + limit) : null;
  }

  /** The page before the one that begins at this offset; null at the beginning. */
  URI before(long offset) {
    return offset == 0 ? null : at(Math.max(0, offset - limit));
  }

  private URI at(long offset) {
    return offset > 0 ? with("offset=" + offset) : with("");
  }

  /** The page that begins at a cursor; null without one. */
  URI at(Optional<String> cursor) {
    return cursor.map(text -> with("cursor=" + text)).orElse(null);
  }

  private static boolean isOurs(String parameter) {
    return OURS.contains(URLDecoder.decode(parameter.split("=", 2)[0], UTF_8));
  }

  private URI with(String position) {
    String query = uri.getRequestUri().getRawQuery();
    List<String> parameters =
        Stream.of(query == null ? new String[0] : query.split("&", -1))
            .filter(parameter -> !parameter.isEmpty() && !isOurs(parameter))
            .collect(Collectors.toCollection(ArrayList::new));
    parameters.add("limit=" + limit);
    if (!position.isEmpty()) {
      parameters.add(position);
    }
    return URI.create(uri.getAbsolutePath() + "?" + String.join("&", parameters));
  }
}
