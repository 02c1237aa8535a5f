package dev.letterbox.moderation;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place between two messages of the queue, and which way to go from there; as text a cursor. All
 * moderators see the same queue, so that it is nobody's own.
 *
 * @param backwards whether what comes before is wanted
 * @param inclusive whether the message at this place comes along
 */
record ModerationCursor(boolean backwards, boolean inclusive, long id) {

  private static final Pattern FORMAT = Pattern.compile("(after|from|before|upto),([0-9]{1,18})");

  static ModerationCursor after(long id) {
    return new ModerationCursor(false, false, id);
  }

  static ModerationCursor before(long id) {
    return new ModerationCursor(true, false, id);
  }

  /** The way back from here, with the message at this place. */
  ModerationCursor reversed() {
    return new ModerationCursor(!backwards, true, id);
  }

  String encode() {
    String direction = backwards ? (inclusive ? "upto" : "before") : (inclusive ? "from" : "after");
    byte[] bytes = (direction + "," + id).getBytes(US_ASCII);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** The place that a cursor stands for; empty when it is none. */
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
