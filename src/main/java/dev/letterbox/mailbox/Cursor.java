package dev.letterbox.mailbox;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.letterbox.shared.Sha256;
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
 * @param way which way to go, and whether the message at this place is passed over
 * @param begun when the first page was shown: what was read since counts as unread for the order
 * @param level level of the message at this place; this and what follows only where the order
 *     compares it
 * @param readAt when it had been read; null when it was unread
 * @param sender its sender; empty for none
 * @param recipient its recipient; empty for none
 * @param subject its subject; empty for none
 * @param id its id
 */
record Cursor(
    Way way,
    Instant begun,
    int level,
    Instant readAt,
    String sender,
    String recipient,
    String subject,
    long id) {

  /** How long a cursor is at most, as text. */
  static final int MAX_LENGTH = 4096;

  private static final String WORD = "([0-9A-Za-z_-]{0,1100})";
  private static final Pattern TEXT =
      Pattern.compile(
          "([A-Z]{1,9}),([0-9]{1,18}),(-?[0-9]{1,10}),([0-9]{0,18}),([0-9]{1,18}),"
              + String.join(",", WORD, WORD, WORD));

  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999Z");
  private static final int DIGEST_BYTES = 12;

  /** Which way to go from a place. */
  enum Way {
    AFTER(false, false),
    BEFORE(true, false),
    /** As after, but the message at the place comes along. */
    FROM(false, true),
    /** As before, but the message at the place comes along. */
    UPTO(true, true);

    private final boolean backwards;
    private final boolean inclusive;

    Way(boolean backwards, boolean inclusive) {
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
  Cursor turned() {
    return new Cursor(
        way.backwards ? Way.FROM : Way.UPTO, begun, level, readAt, sender, recipient, subject, id);
  }

  Cursor level(int other) {
    return new Cursor(way, begun, other, readAt, sender, recipient, subject, id);
  }

  Cursor readAt(Instant other) {
    return new Cursor(way, begun, level, other, sender, recipient, subject, id);
  }

  Cursor sender(String other) {
    return new Cursor(way, begun, level, readAt, other, recipient, subject, id);
  }

  Cursor recipient(String other) {
    return new Cursor(way, begun, level, readAt, sender, other, subject, id);
  }

  Cursor subject(String other) {
    return new Cursor(way, begun, level, readAt, sender, recipient, other, id);
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
            way.name(),
            Long.toString(micros(begun)),
            Integer.toString(level),
            readAt == null ? "" : Long.toString(micros(readAt)),
            Long.toString(id),
            encoded(sender.getBytes(UTF_8)),
            encoded(recipient.getBytes(UTF_8)),
            encoded(subject.getBytes(UTF_8)));
    byte[] bytes = text.getBytes(US_ASCII);
    byte[] all = Arrays.copyOf(digest(scope, text), DIGEST_BYTES + bytes.length);
    System.arraycopy(bytes, 0, all, DIGEST_BYTES, bytes.length);
    return encoded(all);
  }

  /** The cursor that a text is; empty when it is none of this scope. */
  static Optional<Cursor> decode(String cursor, String scope) {
    if (cursor.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    try {
      byte[] all = Base64.getUrlDecoder().decode(cursor);
      return all.length <= DIGEST_BYTES
          ? Optional.empty()
          : of(all, scope).filter(place -> place.encode(scope).equals(cursor));
    } catch (IllegalArgumentException e) {
      return Optional.empty(); // it is no Base64
    }
  }

  private static Optional<Cursor> of(byte[] all, String scope) {
    String text = new String(all, DIGEST_BYTES, all.length - DIGEST_BYTES, US_ASCII);
    Matcher parts = TEXT.matcher(text);
    return Arrays.equals(digest(scope, text), Arrays.copyOf(all, DIGEST_BYTES)) && parts.matches()
        ? of(parts)
        : Optional.empty();
  }

  private static Optional<Cursor> of(Matcher parts) {
    Optional<Way> way =
        Arrays.stream(Way.values()).filter(it -> it.name().equals(parts.group(1))).findFirst();
    Instant begun = instant(parts.group(2));
    Instant readAt = parts.group(4).isEmpty() ? null : instant(parts.group(4));
    long level = Long.parseLong(parts.group(3));
    String sender = decoded(parts.group(6));
    String recipient = decoded(parts.group(7));
    String subject = decoded(parts.group(8));
    boolean possible =
        !begun.isAfter(LAST)
            && (readAt == null || !readAt.isAfter(LAST))
            && level == (int) level
            && (sender + recipient + subject).indexOf('\0') < 0;
    long id = Long.parseLong(parts.group(5));
    return way.filter(it -> possible)
        .map(it -> new Cursor(it, begun, (int) level, readAt, sender, recipient, subject, id));
  }

  private static String encoded(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static String decoded(String text) {
    return new String(Base64.getUrlDecoder().decode(text), UTF_8);
  }

  private static long micros(Instant time) {
    return time.getEpochSecond() * 1_000_000 + time.getNano() / 1000;
  }

  private static Instant instant(String micros) {
    return Instant.EPOCH.plus(Long.parseLong(micros), ChronoUnit.MICROS);
  }

  private static byte[] digest(String scope, String text) {
    return Arrays.copyOf(Sha256.of(text + "\n" + scope), DIGEST_BYTES);
  }
}
