package dev.letterbox.outbox;

import dev.letterbox.api.NotFoundException;
import dev.letterbox.api.PageRequest;
import dev.letterbox.api.notification.NotificationType;
import dev.letterbox.api.notification.OutboxEntry;
import dev.letterbox.api.notification.OutboxPage;
import dev.letterbox.api.notification.OutboxRequest;
import dev.letterbox.api.notification.OutboxService;
import dev.letterbox.api.notification.OutboxState;
import dev.letterbox.api.notification.WebhookEvent;
import dev.letterbox.shared.Clock;
import dev.letterbox.shared.jdbc.SqlRunner;
import dev.letterbox.shared.text.ValidationErrors;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** Shows what is not told yet, and has it tried again, or not. */
@Stateless(name = "OutboxService")
@PermitAll
public class OutboxServiceBean implements OutboxService {

  private static final String PAGE =
      """
      select id, message_id, label, event, channel, recipient, state, attempts, created_at,
        next_attempt_at, last_error
      from lb_notification where state = ? and id > ?
      """;
  private static final String REPLAY =
      """
      update lb_notification
      set state = 'PENDING', attempts = 0, first_due_at = ?, next_attempt_at = ?, claim_token = null
      where
      """;
  private static final String UNCLAIMED =
      " id = ? and (claim_token is null or next_attempt_at <= ?)";
  private static final String DEAD = " state = 'DEAD'";
  private static final String EXISTS = "select 1 from lb_notification where id = ?";
  private static final String DROP = "delete from lb_notification where id = ?";

  @Inject private SqlRunner sql;
  @Inject private Clock clock;

  @Override
  public OutboxPage page(OutboxRequest request) {
    validate(request);
    List<Object> parameters = new ArrayList<>(List.of(request.state().name(), request.after()));
    if (request.channel() != null) {
      parameters.add(request.channel());
    }
    parameters.add(request.limit() + 1);
    List<OutboxEntry> entries =
        sql.query(
            PAGE
                + (request.channel() == null ? "" : " and channel = ?")
                + " order by id fetch first ? rows only",
            OutboxServiceBean::toEntry,
            parameters.toArray());
    if (entries.size() <= request.limit()) {
      return new OutboxPage(entries, OptionalLong.empty());
    }
    List<OutboxEntry> pageEntries = entries.subList(0, request.limit());
    return new OutboxPage(
        pageEntries, OptionalLong.of(pageEntries.get(pageEntries.size() - 1).id()));
  }

  private static void validate(OutboxRequest request) {
    ValidationErrors errors = new ValidationErrors();
    if (request.channel() != null) {
      errors.checkText("channel", request.channel());
    }
    if (request.after() < 0) {
      errors.add("after", "Must be 0 or more.");
    }
    if (request.limit() < 1 || request.limit() > PageRequest.MAX_LIMIT) {
      errors.add("limit", "Must be from 1 to " + PageRequest.MAX_LIMIT + ".");
    }
    errors.throwIfAny();
  }

  private static OutboxEntry toEntry(ResultSet row) throws SQLException {
    String type = row.getString("label");
    String event = row.getString("event");
    return new OutboxEntry(
        row.getLong("id"),
        row.getObject("message_id", Long.class),
        type == null ? null : NotificationType.valueOf(type),
        event == null ? null : WebhookEvent.valueOf(event),
        row.getString("channel"),
        row.getString("recipient"),
        OutboxState.valueOf(row.getString("state")),
        row.getInt("attempts"),
        SqlRunner.instant(row, "created_at"),
        SqlRunner.instant(row, "next_attempt_at"),
        row.getString("last_error"));
  }

  @Override
  public void replay(long id) {
    Instant now = clock.now();
    if (sql.update(REPLAY + UNCLAIMED, now, now, id, now) == 0
        && sql.query(EXISTS, row -> 1, id).isEmpty()) {
      throw new NotFoundException("outbox entry " + id);
    }
  }

  @Override
  public long replayDead(String channel) {
    ValidationErrors errors = new ValidationErrors();
    errors.checkText("channel", channel);
    errors.throwIfAny();
    Instant now = clock.now();
    return channel == null
        ? sql.update(REPLAY + DEAD, now, now)
        : sql.update(REPLAY + DEAD + " and channel = ?", now, now, channel);
  }

  @Override
  public void drop(long id) {
    if (sql.update(DROP, id) == 0) {
      throw new NotFoundException("outbox entry " + id);
    }
  }
}
