package dev.letterbox.message;

import dev.letterbox.shared.Sql;
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
public class RecipientsOfMessage {

  /** So many recipients of a broadcast are told together. */
  public static final int CHUNK = Recipients.CHUNK;

  private static final String AFTER =
      """
      select recipient
      from lb_delivery --DERBY-PROPERTIES index=LB_DELIVERY_MESSAGE
      where message_id = ? and recipient > ?
      order by recipient offset ? rows fetch next ? rows only
      """;
  private static final String BETWEEN =
      """
      select recipient
      from lb_delivery --DERBY-PROPERTIES index=LB_DELIVERY_MESSAGE
      where message_id = ? and recipient > ? and recipient <= ?
      order by recipient fetch next ? rows only
      """;

  private static final String KEEPING =
      """
      select recipient
      from lb_delivery --DERBY-PROPERTIES constraint=LB_DELIVERY_PK
      where message_id = ? and recipient in (?...)
      order by recipient\s""";
  private static final String LAST_BEFORE =
      """
      select max(recipient)
      from lb_delivery --DERBY-PROPERTIES index=LB_DELIVERY_MESSAGE
      where message_id = ? and recipient < ?\s""";

  private final Sql sql;

  @Inject
  public RecipientsOfMessage(Sql sql) {
    this.sql = sql;
  }

  /** Hands over all of them, at most 1,000 at a time. */
  void forEachChunk(long messageId, Consumer<List<String>> consumer) {
    List<String> names = next(messageId, "", null, CHUNK);
    while (!names.isEmpty()) {
      consumer.accept(names);
      names = next(messageId, names.get(names.size() - 1), null, CHUNK);
    }
  }

  /**
   * The last name of each full chunk but the last one (1 statement for each chunk). What is left
   * comes after the last of them.
   */
  public List<String> endsOfChunks(long messageId) {
    List<String> ends = new ArrayList<>();
    Optional<String> end = endOfChunk(messageId, "");
    while (end.isPresent()) {
      ends.add(end.get());
      end = endOfChunk(messageId, end.get());
    }
    return ends;
  }

  /** Of the last chunk, which nobody comes after, the end does not matter. */
  private Optional<String> endOfChunk(long messageId, String after) {
    List<String> endAndNext =
        sql.query(AFTER, row -> row.getString("recipient"), messageId, after, CHUNK - 1, 2);
    return endAndNext.size() < 2 ? Optional.empty() : Optional.of(endAndNext.get(0));
  }

  /**
   * Those of some whom it is still delivered to. They stay until the end of the transaction,
   * because an erasure locks deliveries before it removes them.
   */
  public Set<String> staying(long messageId, Collection<String> names) {
    return new HashSet<>(
        sql.queryIn(
            KEEPING + (sql.isDerby() ? "with rs" : "for key share"),
            row -> row.getString("recipient"),
            List.of(messageId),
            names));
  }

  /**
   * The last one before a name whom it is still delivered to, and who stays like those above.
   *
   * @return empty when there is none
   */
  public String lastStayingBefore(long messageId, String name) {
    String last = name;
    do {
      last = lastBefore(messageId, last);
    } while (!last.isEmpty() && staying(messageId, List.of(last)).isEmpty());
    return last;
  }

  private String lastBefore(long messageId, String name) {
    String query = LAST_BEFORE + (sql.isDerby() ? "with ur" : "");
    return sql.query(
            query, row -> Objects.requireNonNullElse(row.getString(1), ""), messageId, name)
        .get(0);
  }

  /**
   * The next ones.
   *
   * @param after whom they come after; empty for everybody
   * @param last the last one; null for the end
   * @param most how many at most
   */
  public List<String> next(long messageId, String after, String last, int most) {
    return last == null
        ? sql.query(AFTER, row -> row.getString("recipient"), messageId, after, 0, most)
        : sql.query(BETWEEN, row -> row.getString("recipient"), messageId, after, last, most);
  }
}
