package dev.letterbox.moderation;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A position between two messages of the queue, and the direction to continue. All moderators see
 * the same queue, so it has no owner.
 *
 * @param backwards whether the preceding messages are requested
 * @param inclusive whether the message at the position is included
 */
record ModerationCursor(boolean backwards, boolean inclusive, long id) {

  private static final Pattern FORMAT = Pattern.compile("(after|from|before|upto),([0-9]{1,18})");

  static ModerationCursor after(long id) {
    return new ModerationCursor(false, false, id);
  }

  static ModerationCursor before(long id) {
    return new ModerationCursor(true, false, id);
  }

  /** The opposite direction, including the message at the position. */
  ModerationCursor reversed() {
    return new ModerationCursor(!backwards, true, id);
  }

  String encode() {
    String direction = backwards ? (inclusive ? "upto" : "before") : (inclusive ? "from" : "after");
    byte[] bytes = (direction + "," + id).getBytes(US_ASCII);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** Decodes a cursor; empty if it is malformed. */
  static Optional<ModerationCursor> decode(String cursor) {
    byte[] bytes;
    try {
      bytes = Base64.getUrlDecoder().decode(cursor);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
    Matcher parts = FORMAT.matcher(new String(bytes, US_ASCII));
    return parts.matches()
        ? Optional.of(fromParts(parts)).filter(decoded -> decoded.encode().equals(cursor))
        : Optional.empty();
  }

  private static ModerationCursor fromParts(Matcher parts) {
    String direction = parts.group(1);
    return new ModerationCursor(
        direction.equals("before") || direction.equals("upto"),
        direction.equals("from") || direction.equals("upto"),
        Long.parseLong(parts.group(2)));
  }
}
