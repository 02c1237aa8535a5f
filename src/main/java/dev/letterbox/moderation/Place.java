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
record Place(boolean backwards, boolean inclusive, long id) {

  private static final Pattern TEXT = Pattern.compile("(after|from|before|upto),([0-9]{1,18})");

  static Place after(long id) {
    return new Place(false, false, id);
  }

  static Place before(long id) {
    return new Place(true, false, id);
  }

  /** The way back from here, with the message at this place. */
  Place turned() {
    return new Place(!backwards, true, id);
  }

  String encode() {
    String way = backwards ? (inclusive ? "upto" : "before") : (inclusive ? "from" : "after");
    byte[] bytes = (way + "," + id).getBytes(US_ASCII);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** The place that a cursor stands for; empty when it is none. */
  static Optional<Place> decode(String cursor) {
    byte[] bytes;
    try {
      bytes = Base64.getUrlDecoder().decode(cursor);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
    Matcher parts = TEXT.matcher(new String(bytes, US_ASCII));
    return parts.matches()
        ? Optional.of(of(parts)).filter(place -> place.encode().equals(cursor))
        : Optional.empty();
  }

  private static Place of(Matcher parts) {
    String way = parts.group(1);
    return new Place(
        way.equals("before") || way.equals("upto"),
        way.equals("from") || way.equals("upto"),
        Long.parseLong(parts.group(2)));
  }
}
