package dev.letterbox.maintenance;

import dev.letterbox.shared.jdbc.SqlRunner;
import java.util.Iterator;
import java.util.NoSuchElementException;

/** The ids of all messages, in ranges that one statement can walk along. Gaps cost nothing. */
class MessageIdRanges implements Iterator<MessageIdRanges.MessageIdRange> {

  private static final int RANGE_SIZE = 20_000;

  private static final String FIND_NEXT_ID = "select min(id) from lb_message where id > ?";

  private final SqlRunner sql;
  private Long nextId;

  MessageIdRanges(SqlRunner sql) {
    this.sql = sql;
    this.nextId = next(0);
  }

  /** Ids behind one, up to another. */
  record MessageIdRange(long startExclusive, long endInclusive) {

    /** The rest of it behind an id. */
    MessageIdRange remainderAfter(long id) {
      return new MessageIdRange(id, endInclusive);
    }
  }

  private Long next(long after) {
    return sql.query(FIND_NEXT_ID, row -> row.getObject(1, Long.class), after).get(0);
  }

  @Override
  public boolean hasNext() {
    return nextId != null;
  }

  @Override
  public MessageIdRange next() {
    if (nextId == null) {
      throw new NoSuchElementException();
    }
    MessageIdRange range = new MessageIdRange(nextId - 1, nextId + RANGE_SIZE);
    nextId = next(range.endInclusive());
    return range;
  }
}
