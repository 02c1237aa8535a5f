package dev.letterbox.moderation;

import dev.letterbox.api.MessageNotFoundException;
import dev.letterbox.api.ModeratedMessage;
import dev.letterbox.api.ModeratedMessage.GivenRating;
import dev.letterbox.api.ModerationPage;
import dev.letterbox.api.ModerationRequest;
import dev.letterbox.api.ModerationStatus;
import dev.letterbox.api.PageRequest;
import dev.letterbox.mailbox.Fragment;
import dev.letterbox.mailbox.MessageConditions;
import dev.letterbox.message.VisitorAddresses;
import dev.letterbox.shared.Sql;
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

/** Reads what there is to moderate, or was: an index has those that are not accepted, by id. */
@ApplicationScoped
class ModerationQueue {

  /** What users and visitors wrote, and did not withdraw. */
  private static final String WRITTEN = " m.kind = 'MESSAGE' and m.withdrawn_at is null";

  private static final String MESSAGES =
      "select m.id, m.thread_id, m.parent_id, m.sender, m.recipient, m.visitor_email, m.subject,"
          + " m.body, m.sent_at, m.moderation_status, m.moderation_by, m.moderation_date,"
          + " m.moderation_reason from lb_message m where"
          + WRITTEN;

  private static final String RATINGS =
      "select message_id, moderator, rating, reason from lb_rating where message_id in (";

  @Inject private Sql sql;
  @Inject private VisitorAddresses visitors;

  /** One message. */
  ModeratedMessage get(long messageId) {
    List<ModeratedMessage> found = sql.query(MESSAGES + " and m.id = ?", this::message, messageId);
    return withRatings(found).stream()
        .findFirst()
        .orElseThrow(() -> new MessageNotFoundException(messageId));
  }

  /** The page that is asked for, by a request that is right. One more is read than is shown. */
  ModerationPage page(ModerationRequest request) {
    Optional<Place> place =
        Optional.ofNullable(request.cursor())
            .filter(cursor -> !cursor.equals(PageRequest.BEGIN))
            .flatMap(Place::decode);
    boolean backwards = place.isPresent() && place.get().backwards();
    List<ModeratedMessage> found = new ArrayList<>(read(request, place, backwards));
    boolean more = found.size() > request.limit();
    if (more) {
      found.remove(found.size() - 1);
    }
    if (backwards) {
      Collections.reverse(found);
    }
    List<ModeratedMessage> shown = withRatings(found);
    OptionalLong count = request.counted() ? OptionalLong.of(count(request)) : OptionalLong.empty();
    if (request.cursor() == null) {
      return new ModerationPage(count, shown, Optional.empty(), Optional.empty());
    }
    if (shown.isEmpty()) {
      Optional<String> back = place.map(it -> it.turned().encode());
      return new ModerationPage(
          count, shown, back.filter(text -> backwards), back.filter(text -> !backwards));
    }
    String next = Place.after(shown.get(shown.size() - 1).id()).encode();
    String previous = Place.before(shown.get(0).id()).encode();
    return new ModerationPage(
        count,
        shown,
        Optional.of(next).filter(text -> backwards || more),
        Optional.of(previous).filter(text -> backwards ? more : place.isPresent()));
  }

  private List<ModeratedMessage> read(
      ModerationRequest request, Optional<Place> place, boolean backwards) {
    boolean descending = request.newestFirst() != backwards;
    Fragment query = Fragment.of(MESSAGES).add(shown(request));
    place.ifPresent(
        it ->
            query.add(
                " and m.id " + (descending ? "<" : ">") + (it.inclusive() ? "=" : "") + " ?",
                it.id()));
    query
        .add(" order by m.id " + (descending ? "desc" : "asc"))
        .add(" offset ? rows fetch next ? rows only", request.offset(), request.limit() + 1);
    return sql.query(query.sql(), this::message, query.parameters());
  }

  private long count(ModerationRequest request) {
    Fragment query =
        Fragment.of("select count(*) as messages from lb_message m where" + WRITTEN)
            .add(shown(request));
    return sql.query(query.sql(), row -> row.getLong("messages"), query.parameters()).get(0);
  }

  /** The status is no parameter, so that a database knows which part of an index it needs. */
  private Fragment shown(ModerationRequest request) {
    Fragment shown = Fragment.of(" and m.moderation_status = '" + request.status().name() + "'");
    if (request.sender() != null) {
      shown.add(" and m.sender = ?", request.sender());
    }
    if (request.recipient() != null) {
      shown.add(" and m.recipient = ?", request.recipient());
    }
    return shown.add(MessageConditions.and(sql, request.filter()));
  }

  private ModeratedMessage message(ResultSet row) throws SQLException {
    return new ModeratedMessage(
        row.getLong("id"),
        row.getLong("thread_id"),
        row.getObject("parent_id", Long.class),
        row.getString("sender"),
        row.getString("recipient"),
        visitors.shown(row.getString("visitor_email")),
        row.getString("subject"),
        row.getString("body"),
        Sql.instant(row, "sent_at"),
        ModerationStatus.valueOf(row.getString("moderation_status")),
        row.getString("moderation_by"),
        Sql.instant(row, "moderation_date"),
        row.getString("moderation_reason"),
        List.of());
  }

  private List<ModeratedMessage> withRatings(List<ModeratedMessage> messages) {
    if (messages.isEmpty()) {
      return messages;
    }
    List<Long> ids = messages.stream().map(ModeratedMessage::id).toList();
    Map<Long, List<GivenRating>> ratings = new HashMap<>();
    sql.query(
        RATINGS + Sql.marks(ids.size()) + ") order by message_id, position",
        row ->
            ratings
                .computeIfAbsent(row.getLong("message_id"), id -> new ArrayList<>())
                .add(rating(row)),
        ids.toArray());
    return messages.stream()
        .map(message -> message.ratings(ratings.getOrDefault(message.id(), List.of())))
        .toList();
  }

  private static GivenRating rating(ResultSet row) throws SQLException {
    return new GivenRating(
        row.getString("moderator"), row.getObject("rating", Double.class), row.getString("reason"));
  }
}
