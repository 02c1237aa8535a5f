package dev.letterbox.mailbox;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.letterbox.shared.security.Sha256;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place between two messages of a list, and which way to go from there. As text it is opaque and
 * has a digest over its scope, so that one that was cut, changed, or handed over to somebody else
 * is noticed. It is no secret and needs no key: whoever makes one himself sees what he could see
 * anyway, from another place on.
 *
 * @param direction which way to go, and whether the message at this place is passed over
 * @param asOf when the first page was shown: what was read since counts as unread for the order
 * @param level level of the message at this place; this and what follows only where the order
 *     compares it
 * @param readAt when it had been read; null when it was unread
 * @param sender its sender; empty for none
 * @param recipient its recipient; empty for none
 * @param subject its subject; empty for none
 * @param id its id
 */
record PageCursor(
    Direction direction,
    Instant asOf,
    int level,
    Instant readAt,
    String sender,
    String recipient,
    String subject,
    long id) {

  /** How long a cursor is at most, as text. */
  static final int MAX_LENGTH = 4096;

  private static final String BASE64_FIELD = "([0-9A-Za-z_-]{0,1100})";
  private static final Pattern FORMAT =
      Pattern.compile(
          "([A-Z]{1,9}),([0-9]{1,18}),(-?[0-9]{1,10}),([0-9]{0,18}),([0-9]{1,18}),"
              + String.join(",", BASE64_FIELD, BASE64_FIELD, BASE64_FIELD));

  private static final Instant MAX_TIME = Instant.parse("9999-12-31T23:59:59.999999Z");
  private static final int DIGEST_BYTES = 12;

  /** Which way to go from a place. */
  enum Direction {
    AFTER(false, false),
    BEFORE(true, false),
    /** As after, but the message at the place comes along. */
    FROM(false, true),
    /** As before, but the message at the place comes along. */
    UPTO(true, true);

    private final boolean backwards;
    private final boolean inclusive;

    Direction(boolean backwards, boolean inclusive) {
      this.backwards = backwards;
      this.inclusive = inclusive;
    }

    boolean isBackwards() {
      return backwards;
    }

    boolean isInclusive() {
      return inclusive;
    }
  }

  /** The way back from here, with the message at this place. */
  PageCursor reversed() {
    return new PageCursor(
        direction.backwards ? Direction.FROM : Direction.UPTO,
        asOf,
        level,
        readAt,
        sender,
        recipient,
        subject,
        id);
  }

  PageCursor level(int other) {
    return new PageCursor(direction, asOf, other, readAt, sender, recipient, subject, id);
  }

  PageCursor readAt(Instant other) {
    return new PageCursor(direction, asOf, level, other, sender, recipient, subject, id);
  }

  PageCursor sender(String other) {
    return new PageCursor(direction, asOf, level, readAt, other, recipient, subject, id);
  }

  PageCursor recipient(String other) {
    return new PageCursor(direction, asOf, level, readAt, sender, other, subject, id);
  }

  PageCursor subject(String other) {
    return new PageCursor(direction, asOf, level, readAt, sender, recipient, other, id);
  }

  /**
   * The text of this cursor.
   *
   * @param scope where it is of use: the list, its order and its owner
   */
  String encode(String scope) {
    String text =
        String.join(
            ",",
            direction.name(),
            Long.toString(toMicros(asOf)),
            Integer.toString(level),
            readAt == null ? "" : Long.toString(toMicros(readAt)),
            Long.toString(id),
            toBase64(sender.getBytes(UTF_8)),
            toBase64(recipient.getBytes(UTF_8)),
            toBase64(subject.getBytes(UTF_8)));
    byte[] bytes = text.getBytes(US_ASCII);
    byte[] digestAndText = Arrays.copyOf(digest(scope, text), DIGEST_BYTES + bytes.length);
    System.arraycopy(bytes, 0, digestAndText, DIGEST_BYTES, bytes.length);
    return toBase64(digestAndText);
  }

  /** The cursor that a text is; empty when it is none of this scope. */
  static Optional<PageCursor> decode(String cursor, String scope) {
    if (cursor.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    try {
      byte[] digestAndText = Base64.getUrlDecoder().decode(cursor);
      return digestAndText.length <= DIGEST_BYTES
          ? Optional.empty()
          : parse(digestAndText, scope).filter(decoded -> decoded.encode(scope).equals(cursor));
    } catch (IllegalArgumentException e) {
      return Optional.empty(); // it is no Base64
    }
  }

  private static Optional<PageCursor> parse(byte[] digestAndText, String scope) {
    String text =
        new String(digestAndText, DIGEST_BYTES, digestAndText.length - DIGEST_BYTES, US_ASCII);
    Matcher parts = FORMAT.matcher(text);
    return Arrays.equals(digest(scope, text), Arrays.copyOf(digestAndText, DIGEST_BYTES))
            && parts.matches()
        ? parse(parts)
        : Optional.empty();
  }

  private static Optional<PageCursor> parse(Matcher parts) {
    Optional<Direction> direction =
        Arrays.stream(Direction.values())
            .filter(it -> it.name().equals(parts.group(1)))
            .findFirst();
    Instant asOf = fromMicros(parts.group(2));
    Instant readAt = parts.group(4).isEmpty() ? null : fromMicros(parts.group(4));
    long level = Long.parseLong(parts.group(3));
    String sender = fromBase64(parts.group(6));
    String recipient = fromBase64(parts.group(7));
    String subject = fromBase64(parts.group(8));
    boolean valid =
        !asOf.isAfter(MAX_TIME)
            && (readAt == null || !readAt.isAfter(MAX_TIME))
            && level == (int) level
            && (sender + recipient + subject).indexOf('\0') < 0;
    long id = Long.parseLong(parts.group(5));
    return direction
        .filter(it -> valid)
        .map(it -> new PageCursor(it, asOf, (int) level, readAt, sender, recipient, subject, id));
  }

  private static String toBase64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static String fromBase64(String text) {
    return new String(Base64.getUrlDecoder().decode(text), UTF_8);
  }

  private static long toMicros(Instant time) {
    return time.getEpochSecond() * 1_000_000 + time.getNano() / 1000;
  }

  private static Instant fromMicros(String micros) {
    return Instant.EPOCH.plus(Long.parseLong(micros), ChronoUnit.MICROS);
  }

  private static byte[] digest(String scope, String text) {
    return Arrays.copyOf(Sha256.of(text + "\n" + scope), DIGEST_BYTES);
  }
}
