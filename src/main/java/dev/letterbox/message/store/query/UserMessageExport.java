package dev.letterbox.message.store.query;

import dev.letterbox.message.store.MessageHeader;
import dev.letterbox.shared.jdbc.Database;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Reads all messages that a user has sent or received, and the counters of the inbox. */
@ApplicationScoped
public class UserMessageExport {

  private static final String SELECT_IDS =
      """
      select id from (
        select d.message_id as id
        from lb_delivery d {index lb_delivery_pk}
        where d.recipient = :user and d.message_id > :after
        order by d.message_id fetch first :limit rows only) received
      union
      select id from (
        select m.id from lb_message m {index lb_message_sender}
        where m.sender = :user and m.id > :after
        order by m.id fetch first :limit rows only) sent
      order by 1 fetch first :limit rows only
      """;
  private static final String SELECT_TAGS =
      """
      select message_id, tag from lb_message_tag
      where message_id in (:ids) order by message_id, tag
      """;
  private static final String SELECT_MESSAGES =
      """
      select %s, m.sender_archived,
        case when {octet_length m.body} <= :maxLength then m.body end as body
      from lb_message m where m.id in (:ids) order by m.id
      """
          .formatted(MessageHeader.COLUMNS);

  /** Deliveries are read before messages, in the lock order of writers. */
  private static final String SELECT_OWN_DELIVERIES =
      """
      select message_id, archived, deleted_at, read_at, replied_at
      from lb_delivery {index lb_delivery_pk}
      where recipient = :user and message_id in (:ids)
      """;

  private static final String SELECT_SENT_TO_SINGLE_RECIPIENT =
      """
      select id from lb_message
      where sender = :user and recipient <> sender and id in (:ids)
      """;
  private static final String SELECT_DELIVERIES =
      """
      select message_id, archived, deleted_at, read_at, replied_at
      from lb_delivery {index lb_delivery_message}
      where message_id in (:ids)
      """;
  private static final String SELECT_INBOX =
      "select unread, total, conversations from lb_mailbox where owner = :user";

  @Inject private Database database;
  @Inject private NotificationMessageQuery bodies;

  /** Counters of an inbox. */
  public record ExportedInbox(long unread, long messages, long conversations) {}

  /** State of a delivery. */
  public record ExportedDelivery(
      boolean archived, Instant deletedAt, Instant readAt, Instant repliedAt) {

    static ExportedDelivery of(ResultSet row) throws SQLException {
      return new ExportedDelivery(
          row.getBoolean("archived"),
          Database.instant(row, "deleted_at"),
          Database.instant(row, "read_at"),
          Database.instant(row, "replied_at"));
    }
  }

  /**
   * A message that a user has sent or received.
   *
   * @param body reads a long one when it is needed; empty if it was withdrawn or removed meanwhile
   * @param received the user's own delivery; null for none
   * @param delivered the delivery whose times the user sees: the own one, or that of the only
   *     recipient of a sent message; null for none
   */
  public record ExportedMessage(
      MessageHeader header,
      Supplier<String> body,
      List<String> tags,
      boolean senderArchived,
      ExportedDelivery received,
      ExportedDelivery delivered) {}

  /** The next messages of a user, in the order of their ids. */
  public List<ExportedMessage> findNext(String user, long after, int limit) {
    List<Long> ids =
        database
            .sql(SELECT_IDS)
            .bind("user", user)
            .bind("after", after)
            .bind("limit", limit)
            .list(row -> row.getLong(1));
    Map<Long, List<String>> tags =
        database
            .sql(SELECT_TAGS)
            .bindList("ids", ids)
            .group(row -> row.getLong("message_id"), row -> row.getString("tag"));
    Map<Long, ExportedDelivery> own =
        database
            .sql(SELECT_OWN_DELIVERIES)
            .bind("user", user)
            .bindList("ids", ids)
            .map(row -> row.getLong("message_id"), ExportedDelivery::of);
    Map<Long, ExportedDelivery> sent = findDeliveriesOfSent(user, ids);
    return database
        .sql(SELECT_MESSAGES)
        .bind("maxLength", NotificationMessageQuery.MAX_INLINE_BODY)
        .bindList("ids", ids)
        .list(
            row -> {
              long id = row.getLong("id");
              ExportedDelivery received = own.get(id);
              return new ExportedMessage(
                  MessageHeader.of(row),
                  body(id, row.getString("body")),
                  tags.getOrDefault(id, List.of()),
                  row.getBoolean("sender_archived"),
                  received,
                  received == null ? sent.get(id) : received);
            });
  }

  private Supplier<String> body(long id, String inline) {
    return () -> inline == null ? bodies.findBody(id).orElse("") : inline;
  }

  /** A sender sees the reading of a single recipient, not that of a broadcast. */
  private Map<Long, ExportedDelivery> findDeliveriesOfSent(String user, Collection<Long> ids) {
    List<Long> sent =
        database
            .sql(SELECT_SENT_TO_SINGLE_RECIPIENT)
            .bind("user", user)
            .bindList("ids", ids)
            .list(row -> row.getLong("id"));
    return database
        .sql(SELECT_DELIVERIES)
        .bindList("ids", sent)
        .map(row -> row.getLong("message_id"), ExportedDelivery::of);
  }

  /** The counters of a user's inbox; empty if there is no mailbox. */
  public Optional<ExportedInbox> findInbox(String user) {
    return database
        .sql(SELECT_INBOX)
        .bind("user", user)
        .first(
            row ->
                new ExportedInbox(
                    row.getLong("unread"), row.getLong("total"), row.getLong("conversations")));
  }
}
