package dev.letterbox.mailbox;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.letterbox.message.store.query.PageCursor;
import dev.letterbox.shared.security.Sha256;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Encodes cursors as opaque text, with a digest over their scope: list, order and owner. So a
 * truncated, modified or foreign cursor is rejected. It needs no key: a forged cursor with a valid
 * digest only starts at another position of a list that its user may read.
 */
final class PageCursorCodec {

  /** Maximum length of an encoded cursor. */
  static final int MAX_LENGTH = 4096;

  private static final String BASE64_FIELD = "([0-9A-Za-z_-]{0,1100})";
  private static final Pattern FORMAT =
      Pattern.compile(
          "([A-Z]{1,9}),([0-9]{1,18}),(-?[0-9]{1,10}),([0-9]{0,18}),([0-9]{1,18}),"
              + String.join(",", BASE64_FIELD, BASE64_FIELD, BASE64_FIELD));

  private static final Instant MAX_TIME = Instant.parse("9999-12-31T23:59:59.999999Z");
  private static final int DIGEST_BYTES = 12;

  private PageCursorCodec() {}

  static String encode(PageCursor cursor, String scope) {
    String text =
        String.join(
            ",",
            cursor.direction().name(),
            Long.toString(toMicros(cursor.asOf())),
            Integer.toString(cursor.level()),
            cursor.readAt() == null ? "" : Long.toString(toMicros(cursor.readAt())),
            Long.toString(cursor.id()),
            toBase64(cursor.sender().getBytes(UTF_8)),
            toBase64(cursor.recipient().getBytes(UTF_8)),
            toBase64(cursor.subject().getBytes(UTF_8)));
    byte[] bytes = text.getBytes(US_ASCII);
    byte[] digestAndText = Arrays.copyOf(digest(scope, text), DIGEST_BYTES + bytes.length);
    System.arraycopy(bytes, 0, digestAndText, DIGEST_BYTES, bytes.length);
    return toBase64(digestAndText);
  }

  /** Decodes a cursor; empty if it is malformed or of another scope. */
  static Optional<PageCursor> decode(String encoded, String scope) {
    if (encoded.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    try {
      byte[] digestAndText = Base64.getUrlDecoder().decode(encoded);
      return digestAndText.length <= DIGEST_BYTES
          ? Optional.empty()
          : parse(digestAndText, scope).filter(cursor -> encode(cursor, scope).equals(encoded));
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
    Optional<PageCursor.Direction> direction =
        Arrays.stream(PageCursor.Direction.values())
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
