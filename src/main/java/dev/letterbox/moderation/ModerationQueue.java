package dev.letterbox.moderation;

import dev.letterbox.api.MessageNotFoundException;
import dev.letterbox.api.ModerationStatus;
import dev.letterbox.api.Page;
import dev.letterbox.api.PageRequest;
import dev.letterbox.api.moderation.ModeratedMessage;
import dev.letterbox.api.moderation.ModeratedMessage.AutoModeratorRating;
import dev.letterbox.api.moderation.ModerationRequest;
import dev.letterbox.mailbox.ModerationFilterSql;
import dev.letterbox.mailbox.SqlFragment;
import dev.letterbox.message.VisitorAddressMasker;
import dev.letterbox.shared.jdbc.SqlRunner;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Reads messages to moderate and moderated ones. An index holds messages that are not accepted, by
 * id.
 */
@ApplicationScoped
class ModerationQueue {

  /** Messages of users and visitors that are not withdrawn. */
  private static final String IS_MODERATED = " m.kind = 'MESSAGE' and m.withdrawn_at is null";

  private static final String SELECT_MESSAGES =
      "select m.id, m.thread_id, m.parent_id, m.sender, m.recipient, m.visitor_email, m.subject,"
          + " m.body, m.sent_at, m.moderation_status, m.moderation_by, m.moderation_date,"
          + " m.moderation_reason from lb_message m where"
          + IS_MODERATED;

  private static final String SELECT_RATINGS =
      "select message_id, moderator, rating, reason from lb_rating where message_id in (";

  @Inject private SqlRunner sql;
  @Inject private VisitorAddressMasker addressMasker;

  ModeratedMessage get(long messageId) {
    List<ModeratedMessage> rows =
        sql.query(SELECT_MESSAGES + " and m.id = ?", this::toMessage, messageId);
    return withRatings(rows).stream()
        .findFirst()
        .orElseThrow(() -> new MessageNotFoundException(messageId));
  }

  /**
   * Reads the page of a valid request. One row more than the limit shows whether there is another
   * page.
   */
  Page<ModeratedMessage> page(ModerationRequest request) {
    Optional<ModerationCursor> position =
        Optional.ofNullable(request.cursor())
            .filter(cursor -> !cursor.equals(PageRequest.FIRST_PAGE))
            .flatMap(ModerationCursor::decode);
    boolean backwards = position.isPresent() && position.get().backwards();
    List<ModeratedMessage> rows = new ArrayList<>(select(request, position, backwards));
    boolean hasMore = rows.size() > request.limit();
    if (hasMore) {
      rows.remove(rows.size() - 1);
    }
    if (backwards) {
      Collections.reverse(rows);
    }
    List<ModeratedMessage> messages = withRatings(rows);
    OptionalLong count = request.counted() ? OptionalLong.of(count(request)) : OptionalLong.empty();
    if (request.cursor() == null) {
      return new Page<>(count, messages, Optional.empty(), Optional.empty());
    }
    if (messages.isEmpty()) {
      Optional<String> backCursor = position.map(current -> current.reversed().encode());
      return new Page<>(
          count,
          messages,
          backCursor.filter(text -> backwards),
          backCursor.filter(text -> !backwards));
    }
    String next = ModerationCursor.after(messages.get(messages.size() - 1).id()).encode();
    String previous = ModerationCursor.before(messages.get(0).id()).encode();
    return new Page<>(
        count,
        messages,
        Optional.of(next).filter(text -> backwards || hasMore),
        Optional.of(previous).filter(text -> backwards ? hasMore : position.isPresent()));
  }

  private List<ModeratedMessage> select(
      ModerationRequest request, Optional<ModerationCursor> position, boolean backwards) {
    boolean descending = request.newestFirst() != backwards;
    SqlFragment query = SqlFragment.of(SELECT_MESSAGES).add(conditions(request));
    position.ifPresent(
        cursor ->
            query.add(
                " and m.id " + (descending ? "<" : ">") + (cursor.inclusive() ? "=" : "") + " ?",
                cursor.id()));
    query
        .add(" order by m.id " + (descending ? "desc" : "asc"))
        .add(" offset ? rows fetch next ? rows only", request.offset(), request.limit() + 1);
    return sql.query(query.sql(), this::toMessage, query.parameters());
  }

  private long count(ModerationRequest request) {
    SqlFragment query =
        SqlFragment.of("select count(*) as messages from lb_message m where" + IS_MODERATED)
            .add(conditions(request));
    return sql.query(query.sql(), row -> row.getLong("messages"), query.parameters()).get(0);
  }

  /** The status is a literal, so that the database can use the partial index. */
  private SqlFragment conditions(ModerationRequest request) {
    SqlFragment conditions =
        SqlFragment.of(" and m.moderation_status = '" + request.status().name() + "'");
    if (request.sender() != null) {
      conditions.add(" and m.sender = ?", request.sender());
    }
    if (request.recipient() != null) {
      conditions.add(" and m.recipient = ?", request.recipient());
    }
    return conditions.add(ModerationFilterSql.andConditions(sql, request.filter()));
  }

  private ModeratedMessage toMessage(ResultSet row) throws SQLException {
    return new ModeratedMessage(
        row.getLong("id"),
        row.getLong("thread_id"),
        row.getObject("parent_id", Long.class),
        row.getString("sender"),
        row.getString("recipient"),
        addressMasker.mask(row.getString("visitor_email")),
        row.getString("subject"),
        row.getString("body"),
        SqlRunner.instant(row, "sent_at"),
        ModerationStatus.valueOf(row.getString("moderation_status")),
        row.getString("moderation_by"),
        SqlRunner.instant(row, "moderation_date"),
        row.getString("moderation_reason"),
        List.of());
  }

  private List<ModeratedMessage> withRatings(List<ModeratedMessage> messages) {
    if (messages.isEmpty()) {
      return messages;
    }
    List<Long> ids = messages.stream().map(ModeratedMessage::id).toList();
    Map<Long, List<AutoModeratorRating>> ratings = new HashMap<>();
    sql.query(
        SELECT_RATINGS + SqlRunner.placeholders(ids.size()) + ") order by message_id, position",
        row ->
            ratings
                .computeIfAbsent(row.getLong("message_id"), id -> new ArrayList<>())
                .add(toRating(row)),
        ids.toArray());
    return messages.stream()
        .map(message -> message.ratings(ratings.getOrDefault(message.id(), List.of())))
        .toList();
  }

  private static AutoModeratorRating toRating(ResultSet row) throws SQLException {
    return new AutoModeratorRating(
        row.getString("moderator"), row.getObject("rating", Double.class), row.getString("reason"));
  }
}
