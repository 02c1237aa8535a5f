package dev.letterbox.maintenance;

import dev.letterbox.shared.Sql;
import java.util.Iterator;
import java.util.NoSuchElementException;

/** The ids of all messages, in ranges that one statement can walk along. Gaps cost nothing. */
class MessageIds implements Iterator<MessageIds.Range> {

  private static final int WIDTH = 20_000;

  private static final String NEXT = "select min(id) from lb_message where id > ?";

  private final Sql sql;
  private Long next;

  MessageIds(Sql sql) {
    this.sql = sql;
    this.next = next(0);
  }

  /** Ids behind one, up to another. */
  record Range(long after, long end) {

    /** The rest of it behind an id. */
    Range behind(long id) {
      return new Range(id, end);
    }
  }

  private Long next(long after) {
    return sql.query(NEXT, row -> row.getObject(1, Long.class), after).get(0);
  }

  @Override
  public boolean hasNext() {
    return next != null;
  }

  @Override
  public Range next() {
    if (next == null) {
      throw new NoSuchElementException();
    }
    Range range = new Range(next - 1, next + WIDTH);
    next = next(range.end());
    return range;
  }
}
