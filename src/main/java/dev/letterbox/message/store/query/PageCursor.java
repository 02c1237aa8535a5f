package dev.letterbox.message.store.query;

import java.time.Instant;

/**
 * A position between two messages of a list, and the direction to continue.
 *
 * @param direction direction, and whether the message at the position is included
 * @param asOf when the first page was loaded; messages read later sort as unread
 * @param level level of the message at the position; this and the following components but the id
 *     are set only if the order uses them
 * @param readAt its read time; null while unread
 * @param sender its sender; empty for none
 * @param recipient its recipient; empty for none
 * @param subject its subject; empty for none
 * @param id its id
 */
public record PageCursor(
    Direction direction,
    Instant asOf,
    int level,
    Instant readAt,
    String sender,
    String recipient,
    String subject,
    long id) {

  /** Direction from a position. */
  public enum Direction {
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

    public boolean isBackwards() {
      return backwards;
    }

    public boolean isInclusive() {
      return inclusive;
    }
  }

  /** A position in a list that is ordered by id alone and whose order no reader changes. */
  public static PageCursor ofId(Direction direction, long id) {
    return new PageCursor(direction, Instant.EPOCH, 0, null, "", "", "", id);
  }

  /** The opposite direction, including the message at the position. */
  public PageCursor reversed() {
    Direction opposite = direction.backwards ? Direction.FROM : Direction.UPTO;
    return new PageCursor(opposite, asOf, level, readAt, sender, recipient, subject, id);
  }
}
