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
 * A position between two messages of a list, and the direction to continue. The encoded text is
 * opaque and contains a digest over the scope, so a truncated, modified or foreign cursor is
 * rejected. It needs no key: a forged cursor with a valid digest only starts at another position of
 * a list that its user may read.
 *
 * @param direction direction, and whether the message at the position is included
 * @param asOf when the first page was loaded; messages read later sort as unread
 * @param level level of the message at the position; this and the following components are set only
 *     if the order uses them
 * @param readAt its read time; null while unread
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

  /** Maximum length of an encoded cursor. */
  static final int MAX_LENGTH = 4096;

  private static final String BASE64_FIELD = "([0-9A-Za-z_-]{0,1100})";
  private static final Pattern FORMAT =
      Pattern.compile(
          "([A-Z]{1,9}),([0-9]{1,18}),(-?[0-9]{1,10}),([0-9]{0,18}),([0-9]{1,18}),"
              + String.join(",", BASE64_FIELD, BASE64_FIELD, BASE64_FIELD));

  private static final Instant MAX_TIME = Instant.parse("9999-12-31T23:59:59.999999Z");
  private static final int DIGEST_BYTES = 12;

  /** Direction from a position. */
  enum Direction {
    AFTER(false, false),
    BEFORE(true, false),
    /** Like {@code AFTER}, including the message at the position. */
    FROM(false, true),
    /** Like {@code BEFORE}, including the message at the position. */
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

  /** The opposite direction, including the message at the position. */
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
   * Encodes this cursor.
   *
   * @param scope what the cursor is valid for: list, order and owner
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

  /** Decodes a cursor; empty if it is malformed or of another scope. */
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
      return Optional.empty(); // not Base64
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
