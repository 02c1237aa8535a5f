package dev.letterbox.webhook;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toSet;

import dev.letterbox.api.notification.Webhook;
import dev.letterbox.api.notification.WebhookEvent;
import dev.letterbox.shared.jdbc.SqlRunner;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Rows of webhooks; to be used inside a transaction. */
@ApplicationScoped
class WebhookRepository {

  private static final String SELECT =
      "select id, url, events, description, secret, active, created_at from lb_webhook";

  @Inject private SqlRunner sql;

  List<WebhookEndpoint> findAll() {
    return sql.query(SELECT + " order by id", WebhookRepository::toEndpoint);
  }

  /** The same without waiting for a transaction that changes a webhook. */
  List<WebhookEndpoint> findAllUnlocked() {
    String unlocked = sql.isDerby() ? " with ur" : "";
    return sql.query(SELECT + " order by id" + unlocked, WebhookRepository::toEndpoint);
  }

  Optional<WebhookEndpoint> find(long id) {
    return sql.query(SELECT + " where id = ?", WebhookRepository::toEndpoint, id).stream()
        .findFirst();
  }

  private static WebhookEndpoint toEndpoint(ResultSet row) throws SQLException {
    return new WebhookEndpoint(
        new Webhook(
            row.getLong("id"),
            row.getString("url"),
            Stream.of(row.getString("events").split(","))
                .map(WebhookEvent::valueOf)
                .collect(toSet()),
            row.getBoolean("active"),
            row.getString("description"),
            SqlRunner.instant(row, "created_at")),
        row.getString("secret"));
  }

  /** Creates and changes are serialised until the end of the transaction. */
  void lockTable() {
    sql.update("lock table lb_webhook in exclusive mode");
  }

  long count() {
    return sql.query("select count(*) from lb_webhook", row -> row.getLong(1)).get(0);
  }

  /**
   * Stores a new webhook; to be called after {@link #lockTable}.
   *
   * @param webhook its id is ignored
   * @return the new id
   */
  long insert(Webhook webhook, String secret) {
    sql.update(
        """
        insert into lb_webhook (url, events, description, secret, active, created_at)
        values (?, ?, ?, ?, ?, ?)
        """,
        webhook.url(),
        toText(webhook.events()),
        webhook.description(),
        secret,
        webhook.active(),
        webhook.createdAt());
    return sql.query("select max(id) from lb_webhook", row -> row.getLong(1)).get(0);
  }

  void update(Webhook webhook) {
    sql.update(
        "update lb_webhook set url = ?, events = ?, description = ?, active = ? where id = ?",
        webhook.url(),
        toText(webhook.events()),
        webhook.description(),
        webhook.active(),
        webhook.id());
  }

  private static String toText(Collection<WebhookEvent> events) {
    return new TreeSet<>(events).stream().map(WebhookEvent::name).collect(joining(","));
  }

  /** Whether the webhook was active; one whose URL has changed meanwhile stays active. */
  boolean disable(Webhook webhook) {
    return sql.update(
            "update lb_webhook set active = ? where id = ? and active = ? and url = ?",
            false,
            webhook.id(),
            true,
            webhook.url())
        > 0;
  }

  /** Makes pending records due and resets their attempts; claimed ones stay as they are. */
  void resetPending(Instant now, long id) {
    sql.update(
        "update lb_notification"
            + " set first_due_at = ?, next_attempt_at = ?, attempts = 0, claim_token = null"
            + " where channel = ? and state = 'PENDING'"
            + " and (claim_token is null or next_attempt_at <= ?)",
        now,
        now,
        WebhookRegistry.channelName(id),
        now);
  }

  /** Deletes the webhook and its outbox records; false when there is no such webhook. */
  boolean delete(long id) {
    boolean deleted = sql.update("delete from lb_webhook where id = ?", id) > 0;
    sql.update("delete from lb_notification where channel = ?", WebhookRegistry.channelName(id));
    return deleted;
  }
}
