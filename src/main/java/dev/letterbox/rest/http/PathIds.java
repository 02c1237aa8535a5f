package dev.letterbox.rest.http;

import dev.letterbox.api.NotFoundException;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.regex.Pattern;

/** Parses ids in paths. */
public final class PathIds {

  /** At most 18 digits, which always fit into a long. */
  private static final Pattern ID_PATTERN = Pattern.compile("[0-9]{1,18}");

  private PathIds() {}

  /**
   * The id that a segment of a path stands for.
   *
   * @throws NotFoundException when it is not a number: nothing has such an id
   */
  public static long parse(String text) {
    if (!ID_PATTERN.matcher(text).matches()) {
      throw new NotFoundException("id " + text);
    }
    return Long.parseLong(text);
  }

  public static URI locationOf(UriInfo uri, long messageId) {
    return uri.getBaseUriBuilder().path("messages").path(Long.toString(messageId)).build();
  }
}
