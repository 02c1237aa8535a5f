package dev.letterbox.message.store.query;

import dev.letterbox.api.moderation.ModeratedMessage.AutoModeratorRating;
import dev.letterbox.api.moderation.ModerationRequest;
import dev.letterbox.shared.jdbc.Database;
import dev.letterbox.shared.jdbc.SqlFragment;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads pending and moderated messages of users and visitors that are not withdrawn. An index holds
 * messages that are not accepted, by id.
 */
@ApplicationScoped
public class ModerationQuery {

  private static final String FROM_WHERE =
      """

      from lb_message m
      where m.kind = 'MESSAGE' and m.withdrawn_at is null
      """;
  private static final String SELECT_ONE =
      "select " + MessageRow.COLUMNS + FROM_WHERE + " and m.id = :id";
  private static final String SELECT_PAGE = "select " + MessageRow.LISTED_COLUMNS + FROM_WHERE;
  private static final String SELECT_RATINGS =
      """
      select message_id, moderator, rating, reason from lb_rating
      where message_id in (:ids)
      order by message_id, position
      """;

  @Inject private Database database;

  /**
   * A message with the ratings of auto-moderators.
   *
   * @param ratings in the order of the calls
   */
  public record ModerationRow(MessageRow message, List<AutoModeratorRating> ratings) {}

  /** One message (2 statements). */
  public Optional<ModerationRow> find(long messageId) {
    return withRatings(database.sql(SELECT_ONE).bind("id", messageId).list(MessageRow::of)).stream()
        .findFirst();
  }

  /**
   * One page (2 statements).
   *
   * @return in the order of the request; one message more than the limit if there is another page
   *     in the direction of the cursor
   */
  public List<ModerationRow> page(ModerationRequest request, Optional<PageCursor> cursor) {
    boolean backwards = cursor.isPresent() && cursor.get().direction().isBackwards();
    boolean descending = request.newestFirst() != backwards;
    SqlFragment query = SqlFragment.of(SELECT_PAGE).add(conditions(request));
    cursor.ifPresent(
        position ->
            query
                .add(
                    " and m.id %s%s :position"
                        .formatted(
                            descending ? "<" : ">", position.direction().isInclusive() ? "=" : ""))
                .bind("position", position.id()));
    query
        .add(" order by m.id " + (descending ? "desc" : "asc"))
        .add(LimitedUnion.rowsOfPage(request.offset(), request.limit() + 1L));
    List<MessageRow> messages = database.sql(query).list(MessageRow::listed);
    if (backwards) {
      Collections.reverse(messages);
    }
    return withRatings(messages);
  }

  /** Number of all messages of a request. */
  public long count(ModerationRequest request) {
    SqlFragment query =
        SqlFragment.of("select count(*) as messages" + FROM_WHERE).add(conditions(request));
    return database.sql(query).single(row -> row.getLong("messages"));
  }

  /** The status is a literal, so that the database can use the partial index. */
  private static SqlFragment conditions(ModerationRequest request) {
    SqlFragment conditions =
        SqlFragment.of(" and m.moderation_status = '" + request.status().name() + "'");
    if (request.sender() != null) {
      conditions.add(" and m.sender = :sender").bind("sender", request.sender());
    }
    if (request.recipient() != null) {
      conditions.add(" and m.recipient = :recipient").bind("recipient", request.recipient());
    }
    return conditions.add(FilterSql.andConditions(request.filter(), MailboxSide.SENT));
  }

  private List<ModerationRow> withRatings(List<MessageRow> messages) {
    Map<Long, List<AutoModeratorRating>> ratings =
        database
            .sql(SELECT_RATINGS)
            .bindList("ids", messages.stream().map(MessageRow::id).toList())
            .group(row -> row.getLong("message_id"), ModerationQuery::rating);
    return messages.stream()
        .map(message -> new ModerationRow(message, ratings.getOrDefault(message.id(), List.of())))
        .toList();
  }

  private static AutoModeratorRating rating(ResultSet row) throws SQLException {
    return new AutoModeratorRating(
        row.getString("moderator"), row.getObject("rating", Double.class), row.getString("reason"));
  }
}
