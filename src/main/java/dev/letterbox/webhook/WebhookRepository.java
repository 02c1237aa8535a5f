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

  /** The same, and whoever changes one keeps nobody waiting. */
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

  /** Whoever makes or changes webhooks does so alone, until the end of his transaction. */
  void lockTable() {
    sql.update("lock table lb_webhook in exclusive mode");
  }

  long count() {
    return sql.query("select count(*) from lb_webhook", row -> row.getLong(1)).get(0);
  }

  /**
   * Stores a new one, whoever has {@link #lockTable}.
   *
   * @param webhook its id does not count
   * @return its id
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

  /** Whether it was on; one that leads elsewhere by now stays as it is. */
  boolean disable(Webhook webhook) {
    return sql.update(
            "update lb_webhook set active = ? where id = ? and active = ? and url = ?",
            false,
            webhook.id(),
            true,
            webhook.url())
        > 0;
  }

  /** What waits for it begins to wait now, and is due; what is on its way goes on as it is. */
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

  /** Whether there was one; with what waits for it. */
  boolean delete(long id) {
    boolean deleted = sql.update("delete from lb_webhook where id = ?", id) > 0;
    sql.update("delete from lb_notification where channel = ?", WebhookRegistry.channelName(id));
    return deleted;
  }
}
