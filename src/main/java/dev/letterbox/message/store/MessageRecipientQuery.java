package dev.letterbox.message.store;

import dev.letterbox.shared.jdbc.Database;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Reads the recipients of a message, in the order of their names. */
@Dependent
public class MessageRecipientQuery {

  /** Number of recipients of a broadcast that are processed together. */
  public static final int CHUNK_SIZE = 1000;

  private static final String SELECT_AFTER =
      """
      select recipient
      from lb_delivery {index lb_delivery_message}
      where message_id = :message and recipient > :after
      order by recipient offset :offset rows fetch next :limit rows only
      """;
  private static final String SELECT_BETWEEN =
      """
      select recipient
      from lb_delivery {index lb_delivery_message}
      where message_id = :message and recipient > :after and recipient <= :last
      order by recipient fetch next :limit rows only
      """;
  private static final String SELECT_AND_LOCK_EXISTING =
      """
      select recipient
      from lb_delivery {index lb_delivery_pk}
      where message_id = :message and recipient in (:names)
      order by recipient {for key share}
      """;
  private static final String SELECT_LAST_BEFORE =
      """
      select max(recipient)
      from lb_delivery {index lb_delivery_message}
      where message_id = :message and recipient < :name
      {unlocked}
      """;
  private static final String SELECT_IN_CONVERSATION =
      """
      select recipient
      from lb_delivery {index lb_delivery_message}
      where message_id = :message and single_message = false
      order by recipient
      """;
  private static final String SELECT_UNREAD_IN_CONVERSATION =
      """
      select recipient
      from lb_delivery {index lb_delivery_message}
      where message_id = :message and single_message = false and read_at is null
        and archived = false and deleted_at is null
      order by recipient
      """;

  private final Database database;

  @Inject
  public MessageRecipientQuery(Database database) {
    this.database = database;
  }

  /** Passes all recipients on, in chunks of at most {@value #CHUNK_SIZE}. */
  void forEachChunk(long messageId, Consumer<List<String>> consumer) {
    List<String> names = nextAfter(messageId, "", null, CHUNK_SIZE);
    while (!names.isEmpty()) {
      consumer.accept(names);
      names = nextAfter(messageId, names.get(names.size() - 1), null, CHUNK_SIZE);
    }
  }

  /**
   * The last name of each full chunk, except for the last chunk (1 statement for each chunk). The
   * last chunk follows the last of these names.
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

  /** The last name of a chunk; empty for the last chunk. */
  private Optional<String> chunkBoundary(long messageId, String after) {
    List<String> boundaryAndNext = selectAfter(messageId, after, CHUNK_SIZE - 1, 2);
    return boundaryAndNext.size() < 2 ? Optional.empty() : Optional.of(boundaryAndNext.get(0));
  }

  private List<String> selectAfter(long messageId, String after, int offset, int limit) {
    return database
        .sql(SELECT_AFTER)
        .bind("message", messageId)
        .bind("after", after)
        .bind("offset", offset)
        .bind("limit", limit)
        .list(row -> row.getString("recipient"));
  }

  /**
   * Those of these users who have a delivery of the message. The deliveries exist until the end of
   * the transaction, because an erasure locks deliveries before it deletes them.
   */
  public Set<String> lockExisting(long messageId, Collection<String> names) {
    return new HashSet<>(
        database
            .sql(SELECT_AND_LOCK_EXISTING)
            .bind("message", messageId)
            .bindList("names", names)
            .list(row -> row.getString("recipient")));
  }

  /**
   * The last recipient before a name, whose delivery exists until the end of the transaction.
   *
   * @return an empty text when there is none
   */
  public String lockLastBefore(long messageId, String name) {
    String last = name;
    do {
      last = lastBefore(messageId, last);
    } while (!last.isEmpty() && lockExisting(messageId, List.of(last)).isEmpty());
    return last;
  }

  private String lastBefore(long messageId, String name) {
    return database
        .sql(SELECT_LAST_BEFORE)
        .bind("message", messageId)
        .bind("name", name)
        .single(row -> Objects.requireNonNullElse(row.getString(1), ""));
  }

  /**
   * The next recipients.
   *
   * @param after name that they follow; an empty text for the first ones
   * @param last the last name that may be returned; null for no limit
   * @param limit maximum number
   */
  public List<String> nextAfter(long messageId, String after, String last, int limit) {
    return last == null
        ? selectAfter(messageId, after, 0, limit)
        : database
            .sql(SELECT_BETWEEN)
            .bind("message", messageId)
            .bind("after", after)
            .bind("last", last)
            .bind("limit", limit)
            .list(row -> row.getString("recipient"));
  }

  /** Recipients who have the message as part of a conversation. */
  public SortedSet<String> inConversation(long messageId) {
    return select(SELECT_IN_CONVERSATION, messageId);
  }

  /** Recipients who have the message unread in the inbox, as part of a conversation. */
  public SortedSet<String> unreadInConversation(long messageId) {
    return select(SELECT_UNREAD_IN_CONVERSATION, messageId);
  }

  private SortedSet<String> select(String query, long messageId) {
    return new TreeSet<>(
        database.sql(query).bind("message", messageId).list(row -> row.getString("recipient")));
  }
}
