package dev.letterbox.message.store;

import dev.letterbox.message.RecipientLookup;
import dev.letterbox.shared.jdbc.SqlRunner;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Reads whom a message was delivered to, in the order of their names. */
@Dependent
public class MessageRecipientQuery {

  /** So many recipients of a broadcast are told together. */
  public static final int CHUNK_SIZE = RecipientLookup.CHUNK_SIZE;

  private static final String SELECT_AFTER =
      """
      select recipient
      from lb_delivery --DERBY-PROPERTIES index=LB_DELIVERY_MESSAGE
      where message_id = ? and recipient > ?
      order by recipient offset ? rows fetch next ? rows only
      """;
  private static final String SELECT_BETWEEN =
      """
      select recipient
      from lb_delivery --DERBY-PROPERTIES index=LB_DELIVERY_MESSAGE
      where message_id = ? and recipient > ? and recipient <= ?
      order by recipient fetch next ? rows only
      """;

  private static final String LOCK_EXISTING =
      """
      select recipient
      from lb_delivery --DERBY-PROPERTIES constraint=LB_DELIVERY_PK
      where message_id = ? and recipient in (?...)
      order by recipient\s""";
  private static final String SELECT_LAST_BEFORE =
      """
      select max(recipient)
      from lb_delivery --DERBY-PROPERTIES index=LB_DELIVERY_MESSAGE
      where message_id = ? and recipient < ?\s""";

  private final SqlRunner sql;

  @Inject
  public MessageRecipientQuery(SqlRunner sql) {
    this.sql = sql;
  }

  /** Hands over all of them, at most 1,000 at a time. */
  void forEachChunk(long messageId, Consumer<List<String>> consumer) {
    List<String> names = nextAfter(messageId, "", null, CHUNK_SIZE);
    while (!names.isEmpty()) {
      consumer.accept(names);
      names = nextAfter(messageId, names.get(names.size() - 1), null, CHUNK_SIZE);
    }
  }

  /**
   * The last name of each full chunk but the last one (1 statement for each chunk). What is left
   * comes after the last of them.
   */
  public List<String> chunkBoundaries(long messageId) {
    List<String> boundaries = new ArrayList<>();
    Optional<String> boundary = chunkBoundary(messageId, "");
    while (boundary.isPresent()) {
      boundaries.add(boundary.get());
      boundary = chunkBoundary(messageId, boundary.get());
    }
    return boundaries;
  }

  /** Of the last chunk, which nobody comes after, the end does not matter. */
  private Optional<String> chunkBoundary(long messageId, String after) {
    List<String> boundaryAndNext =
        sql.query(
            SELECT_AFTER, row -> row.getString("recipient"), messageId, after, CHUNK_SIZE - 1, 2);
    return boundaryAndNext.size() < 2 ? Optional.empty() : Optional.of(boundaryAndNext.get(0));
  }

  /**
   * Those of some whom it is still delivered to. They stay until the end of the transaction,
   * because an erasure locks deliveries before it removes them.
   */
  public Set<String> lockExisting(long messageId, Collection<String> names) {
    return new HashSet<>(
        sql.queryIn(
            LOCK_EXISTING + (sql.isDerby() ? "with rs" : "for key share"),
            row -> row.getString("recipient"),
            List.of(messageId),
            names));
  }

  /**
   * The last one before a name whom it is still delivered to, and who stays like those above.
   *
   * @return empty when there is none
   */
  public String lockLastBefore(long messageId, String name) {
    String last = name;
    do {
      last = lastBefore(messageId, last);
    } while (!last.isEmpty() && lockExisting(messageId, List.of(last)).isEmpty());
    return last;
  }

  private String lastBefore(long messageId, String name) {
    String query = SELECT_LAST_BEFORE + (sql.isDerby() ? "with ur" : "");
    return sql.query(
            query, row -> Objects.requireNonNullElse(row.getString(1), ""), messageId, name)
        .get(0);
  }

  /**
   * The next ones.
   *
   * @param after whom they come after; empty for everybody
   * @param last the last one; null for the end
   * @param limit how many at most
   */
  public List<String> nextAfter(long messageId, String after, String last, int limit) {
    return last == null
        ? sql.query(SELECT_AFTER, row -> row.getString("recipient"), messageId, after, 0, limit)
        : sql.query(
            SELECT_BETWEEN, row -> row.getString("recipient"), messageId, after, last, limit);
  }
}
