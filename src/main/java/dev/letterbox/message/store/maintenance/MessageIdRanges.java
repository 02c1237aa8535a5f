package dev.letterbox.message.store.maintenance;

import dev.letterbox.shared.jdbc.Database;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Iterator;
import java.util.NoSuchElementException;

/**
 * Ranges of ids that together contain all messages. A range is short enough for one statement; gaps
 * between ids are skipped. Each step of an iteration reads the start of the next range.
 */
@ApplicationScoped
public class MessageIdRanges implements Iterable<MessageIdRanges.MessageIdRange> {

  private static final int RANGE_SIZE = 20_000;

  private static final String SELECT_NEXT_ID = "select min(id) from lb_message where id > :after";
  private static final String COUNT =
      "select count(*) from lb_message where id > :start and id <= :end";

  @Inject private Database database;

  /** Ids greater than one, up to another. */
  public record MessageIdRange(long startExclusive, long endInclusive) {

    /** The part of the range after an id. */
    public MessageIdRange after(long id) {
      return new MessageIdRange(id, endInclusive);
    }
  }

  private final class RangeIterator implements Iterator<MessageIdRange> {

    private Long nextId = nextId(0);

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
      nextId = nextId(range.endInclusive());
      return range;
    }
  }

  @Override
  public Iterator<MessageIdRange> iterator() {
    return new RangeIterator();
  }

  private Long nextId(long after) {
    return database
        .sql(SELECT_NEXT_ID)
        .bind("after", after)
        .single(row -> row.getObject(1, Long.class));
  }

  /** Number of messages in a range. */
  public long countMessages(MessageIdRange range) {
    return database
        .sql(COUNT)
        .bind("start", range.startExclusive())
        .bind("end", range.endInclusive())
        .single(row -> row.getLong(1));
  }
}
