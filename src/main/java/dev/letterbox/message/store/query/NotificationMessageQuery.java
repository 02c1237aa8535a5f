package dev.letterbox.message.store.query;

import dev.letterbox.message.store.MessageHeader;
import dev.letterbox.shared.jdbc.Database;
import dev.letterbox.shared.jdbc.SqlStatement;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Reads messages for notifications and webhooks. Bodies are read separately, and before their
 * messages: {@link #findAll} leaves out a message that was withdrawn in between.
 */
@ApplicationScoped
public class NotificationMessageQuery {

  /**
   * Longer bodies are read one at a time, because many of them at once fill the memory. In the unit
   * that the database knows without reading the body: bytes on PostgreSQL, UTF-16 units on Derby.
   */
  public static final int MAX_INLINE_BODY = 40_000;

  /** In characters. */
  public static final int EXCERPT_LENGTH = 10_000;

  private static final String SELECT_MESSAGES =
      """
      select %s, p.sender as parent_sender, p.visitor_email as parent_visitor
      from lb_message m left join lb_message p on p.id = m.parent_id
      where m.withdrawn_at is null and m.id in (:ids)
      """
          .formatted(MessageHeader.COLUMNS);
  private static final String SELECT_TAGS =
      "select message_id, tag from lb_message_tag where message_id in (:ids)";
  private static final String SELECT_INLINE_BODIES =
      """
      select id, body from lb_message
      where {octet_length body} <= :maxLength and id in (:ids)
      """;
  private static final String SELECT_EXCERPTS =
      "select id, substr(body, 1, :length) as body from lb_message where id in (:ids)";
  private static final String SELECT_BODY =
      "select body from lb_message where id = :id and withdrawn_at is null";

  @Inject private Database database;

  private record TagRow(long messageId, String tag) {}

  private record BodyRow(long id, String body) {}

  /** The messages that exist and were not withdrawn, by id (2 statements). */
  public Map<Long, NotificationMessage> findAll(Collection<Long> ids) {
    Supplier<List<TagRow>> tags =
        database
            .sql(SELECT_TAGS)
            .bindList("ids", ids)
            .listLater(row -> new TagRow(row.getLong("message_id"), row.getString("tag")));
    Map<Long, NotificationMessage> messages =
        database
            .sql(SELECT_MESSAGES)
            .bindList("ids", ids)
            .map(row -> row.getLong("id"), NotificationMessageQuery::toMessage);
    tags.get().stream()
        .filter(tag -> messages.containsKey(tag.messageId()))
        .forEach(tag -> messages.get(tag.messageId()).tags().add(tag.tag()));
    return messages;
  }

  private static NotificationMessage toMessage(ResultSet row) throws SQLException {
    return new NotificationMessage(
        MessageHeader.of(row),
        new TreeSet<>(),
        row.getString("parent_sender"),
        row.getString("parent_visitor"));
  }

  /** The bodies up to {@link #MAX_INLINE_BODY}, by id; see {@link SqlStatement#listLater}. */
  public Supplier<Map<Long, String>> inlineBodiesLater(Collection<Long> ids) {
    return bodiesById(
        database
            .sql(SELECT_INLINE_BODIES)
            .bind("maxLength", MAX_INLINE_BODY)
            .bindList("ids", ids)
            .listLater(row -> new BodyRow(row.getLong("id"), row.getString("body"))));
  }

  /** The first {@link #EXCERPT_LENGTH} characters of each body, as {@link #inlineBodiesLater}. */
  public Supplier<Map<Long, String>> excerptsLater(Collection<Long> ids) {
    return bodiesById(
        database
            .sql(SELECT_EXCERPTS)
            .bind("length", EXCERPT_LENGTH)
            .bindList("ids", ids)
            .listLater(
                row ->
                    new BodyRow(
                        row.getLong("id"),
                        MessageRow.withoutSplitSurrogate(row.getString("body")))));
  }

  private static Supplier<Map<Long, String>> bodiesById(Supplier<List<BodyRow>> rows) {
    return () -> rows.get().stream().collect(Collectors.toMap(BodyRow::id, BodyRow::body));
  }

  /** A body of any length; empty when the message was withdrawn (1 statement). */
  public Optional<String> findBody(long id) {
    return database.sql(SELECT_BODY).bind("id", id).first(row -> row.getString("body"));
  }
}
