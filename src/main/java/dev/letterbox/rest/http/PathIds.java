package dev.letterbox.rest.http;

import dev.letterbox.api.NotFoundException;
import java.util.regex.Pattern;

/** Parses ids in paths. */
public final class PathIds {

  /** At most 18 digits, which always fit into a long. */
  private static final Pattern ID_PATTERN = Pattern.compile("[0-9]{1,18}");

  private PathIds() {}

  /**
   * Parses the id of a path.
   *
   * @throws NotFoundException if it is not a number
   */
  public static long parse(String text) {
    if (!ID_PATTERN.matcher(text).matches()) {
      throw new NotFoundException("id " + text);
    }
    return Long.parseLong(text);
  }
}
