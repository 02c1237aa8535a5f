package dev.letterbox.mailbox;

import dev.letterbox.api.MessageOrder;
import dev.letterbox.api.PageRequest;
import dev.letterbox.shared.Sha256;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
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
 * @param way which way to go, and whether the message at this place is passed over
 * @param begun when the first page was shown: what was read since counts as unread for the order
 * @param level level of the message at this place
 * @param readAt when it had been read; null when it was unread
 * @param id its id
 */
record Cursor(Way way, Instant begun, int level, Instant readAt, long id) {

  private static final Pattern TEXT =
      Pattern.compile("([A-Z]{1,9}),([0-9]{1,18}),(-?[0-9]{1,10}),([0-9]{0,18}),([0-9]{1,18})");

  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999Z");
  private static final int DIGEST_BYTES = 12;
  private static final int MAX_LENGTH = 200;

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
    return new Cursor(way.backwards ? Way.FROM : Way.UPTO, begun, level, readAt, id);
  }

  /** The text of this cursor for the pages of this request. */
  String encode(PageRequest request) {
    String text =
        String.join(
            ",",
            way.name(),
            Long.toString(micros(begun)),
            Integer.toString(level),
            readAt == null ? "" : Long.toString(micros(readAt)),
            Long.toString(id));
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    byte[] all = Arrays.copyOf(digest(request, text), DIGEST_BYTES + bytes.length);
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
    return Arrays.equals(digest(request, text), Arrays.copyOf(all, DIGEST_BYTES)) && parts.matches()
        ? of(parts).filter(cursor -> cursor.encode(request).equals(request.cursor()))
        : Optional.empty();
  }

  private static Optional<Cursor> of(Matcher parts) {
    Optional<Way> way =
        Arrays.stream(Way.values()).filter(it -> it.name().equals(parts.group(1))).findFirst();
    Instant begun = instant(parts.group(2));
    Instant readAt = parts.group(4).isEmpty() ? null : instant(parts.group(4));
    long level = Long.parseLong(parts.group(3));
    boolean possible =
        !begun.isAfter(LAST) && (readAt == null || !readAt.isAfter(LAST)) && level == (int) level;
    return way.filter(it -> possible)
        .map(it -> new Cursor(it, begun, (int) level, readAt, Long.parseLong(parts.group(5))));
  }

  private static long micros(Instant time) {
    return time.getEpochSecond() * 1_000_000 + time.getNano() / 1000;
  }

  private static Instant instant(String micros) {
    return Instant.EPOCH.plus(Long.parseLong(micros), ChronoUnit.MICROS);
  }

  private static byte[] digest(PageRequest request, String text) {
    String order =
        request.order().stream().map(MessageOrder::toString).collect(Collectors.joining());
    return Arrays.copyOf(Sha256.of(text + "\n" + order + "\n" + request.owner()), DIGEST_BYTES);
  }
}
