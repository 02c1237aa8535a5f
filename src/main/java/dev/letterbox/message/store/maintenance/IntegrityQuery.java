package dev.letterbox.message.store.maintenance;

import dev.letterbox.message.store.maintenance.MessageIdRanges.MessageIdRange;
import dev.letterbox.shared.jdbc.Database;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;

/** Finds violations of an {@link IntegrityRule} in a range of messages. */
@ApplicationScoped
public class IntegrityQuery {

  private static final String SELECT =
      "select m.id, %s\norder by 1, 2 fetch first :limit rows only";
  private static final String COUNT = "select count(*) from (select m.id, %s) x {unlocked}";

  @Inject private Database database;

  /**
   * A message or delivery that violates a rule.
   *
   * @param recipient null for the message itself
   */
  public record IntegrityViolation(long message, String recipient) {}

  /**
   * Whether {@link #find} sees uncommitted changes, so that its results must be confirmed by {@link
   * #findCommitted}: on Derby, where it would wait for all writers otherwise.
   */
  public boolean mustBeConfirmed() {
    return database.dialect().readersWaitForWriters();
  }

  /** The first violations, read without locks. */
  public List<IntegrityViolation> find(IntegrityRule rule, MessageIdRange range, int limit) {
    return find(SELECT.formatted(rule.query()) + " {unlocked}", range, limit);
  }

  /** The first violations; waits for uncommitted changes on Derby. */
  public List<IntegrityViolation> findCommitted(
      IntegrityRule rule, MessageIdRange range, int limit) {
    return find(SELECT.formatted(rule.query()), range, limit);
  }

  private List<IntegrityViolation> find(String query, MessageIdRange range, int limit) {
    return database
        .sql(query)
        .bind("start", range.startExclusive())
        .bind("end", range.endInclusive())
        .bind("limit", limit)
        .list(row -> new IntegrityViolation(row.getLong(1), row.getString(2)));
  }

  /** The number of violations, read without locks. */
  public long count(IntegrityRule rule, MessageIdRange range) {
    return database
        .sql(COUNT.formatted(rule.query()))
        .bind("start", range.startExclusive())
        .bind("end", range.endInclusive())
        .single(row -> row.getLong(1));
  }
}
