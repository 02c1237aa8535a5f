package dev.letterbox.mailbox;

import dev.letterbox.api.MessageOrder;
import dev.letterbox.api.PageRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A place between two messages of an inbox, and which way to go from there. As text it is opaque
 * and has a digest over its owner and order, so that one that was cut, changed, or handed over to
 * somebody else is noticed. It is no secret and needs no key: whoever makes one himself sees what
 * he could see anyway, from another place on.
 *
 * @param backwards whether the page before this place is wanted
 * @param begun when the first page was shown: what was read since counts as unread for the order
 * @param level level of the message at this place
 * @param readAt when it had been read; null when it was unread
 * @param id its id
 */
record Cursor(boolean backwards, Instant begun, int level, Instant readAt, long id) {

  private static final Pattern TEXT =
      Pattern.compile("([fb])([0-9]{1,18}),(-?[0-9]{1,10}),([0-9]{0,18}),([0-9]{1,18})");

  private static final int DIGEST_BYTES = 12;
  private static final int MAX_LENGTH = 200;

  /** The text of this cursor for the pages of this request. */
  String encode(PageRequest request) {
    String text =
        (backwards ? "b" : "f")
            + micros(begun)
            + ","
            + level
            + ","
            + (readAt == null ? "" : micros(readAt))
            + ","
            + id;
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    byte[] digest = digest(request, text);
    byte[] all = new byte[DIGEST_BYTES + bytes.length];
    System.arraycopy(digest, 0, all, 0, DIGEST_BYTES);
    System.arraycopy(bytes, 0, all, DIGEST_BYTES, bytes.length);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(all);
  }

  /** The cursor of a request; empty when it is not one of its owner and order. */
  static Optional<Cursor> decode(PageRequest request) {
    if (request.cursor().length() > MAX_LENGTH) {
      return Optional.empty();
    }
    byte[] all;
    try {
      all = Base64.getUrlDecoder().decode(request.cursor());
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
    if (all.length <= DIGEST_BYTES) {
      return Optional.empty();
    }
    String text =
        new String(all, DIGEST_BYTES, all.length - DIGEST_BYTES, StandardCharsets.US_ASCII);
    Matcher parts = TEXT.matcher(text);
    return parts.matches()
        ? Optional.of(of(parts)).filter(it -> it.encode(request).equals(request.cursor()))
        : Optional.empty();
  }

  private static Cursor of(Matcher parts) {
    return new Cursor(
        parts.group(1).equals("b"),
        instant(parts.group(2)),
        (int) Long.parseLong(parts.group(3)),
        parts.group(4).isEmpty() ? null : instant(parts.group(4)),
        Long.parseLong(parts.group(5)));
  }

  private static long micros(Instant time) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, time);
  }

  private static Instant instant(String micros) {
    return Instant.EPOCH.plus(Long.parseLong(micros), ChronoUnit.MICROS);
  }

  private static byte[] digest(PageRequest request, String text) {
    String order =
        request.order().stream().map(MessageOrder::toString).collect(Collectors.joining());
    String all = text + "\n" + order + "\n" + request.owner();
    try {
      return MessageDigest.getInstance("SHA-256").digest(all.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Each Java platform has SHA-256", e);
    }
  }
}
