package dev.letterbox.webhook;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toSet;

import dev.letterbox.api.Webhook;
import dev.letterbox.api.WebhookEvent;
import dev.letterbox.shared.Sql;
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
class WebhookRows {

  private static final String SELECT =
      "select id, url, events, description, secret, active, created_at from lb_webhook";

  @Inject private Sql sql;

  List<Receiver> all() {
    return sql.query(SELECT + " order by id", WebhookRows::receiver);
  }

  /** The same, and whoever changes one keeps nobody waiting. */
  List<Receiver> allUnlocked() {
    String unlocked = sql.isDerby() ? " with ur" : "";
    return sql.query(SELECT + " order by id" + unlocked, WebhookRows::receiver);
  }

  Optional<Receiver> find(long id) {
    return sql.query(SELECT + " where id = ?", WebhookRows::receiver, id).stream().findFirst();
  }

  private static Receiver receiver(ResultSet row) throws SQLException {
    return new Receiver(
        new Webhook(
            row.getLong("id"),
            row.getString("url"),
            Stream.of(row.getString("events").split(","))
                .map(WebhookEvent::valueOf)
                .collect(toSet()),
            row.getBoolean("active"),
            row.getString("description"),
            Sql.instant(row, "created_at")),
        row.getString("secret"));
  }

  /** Whoever makes or changes webhooks does so alone, until the end of his transaction. */
  void lock() {
    sql.update("lock table lb_webhook in exclusive mode");
  }

  long count() {
    return sql.query("select count(*) from lb_webhook", row -> row.getLong(1)).get(0);
  }

  /**
   * Stores a new one, whoever has {@link #lock}.
   *
   * @param webhook its id does not count
   * @return its id
   */
  long add(Webhook webhook, String secret) {
    sql.update(
        """
        insert into lb_webhook (url, events, description, secret, active, created_at)
        values (?, ?, ?, ?, ?, ?)
        """,
        webhook.url(),
        text(webhook.events()),
        webhook.description(),
        secret,
        webhook.active(),
        webhook.createdAt());
    return sql.query("select max(id) from lb_webhook", row -> row.getLong(1)).get(0);
  }

  void change(Webhook webhook) {
    sql.update(
        "update lb_webhook set url = ?, events = ?, description = ?, active = ? where id = ?",
        webhook.url(),
        text(webhook.events()),
        webhook.description(),
        webhook.active(),
        webhook.id());
  }

  private static String text(Collection<WebhookEvent> events) {
    return new TreeSet<>(events).stream().map(WebhookEvent::name).collect(joining(","));
  }

  /** Whether it was on; one that leads elsewhere by now stays as it is. */
  boolean switchOff(Webhook webhook) {
    return sql.update(
            "update lb_webhook set active = ? where id = ? and active = ? and url = ?",
            false,
            webhook.id(),
            true,
            webhook.url())
        > 0;
  }

  /** What waits for it begins to wait now, and is due; what is on its way goes on as it is. */
  void beginAnew(Instant now, long id) {
    sql.update(
        "update lb_notification"
            + " set first_due_at = ?, next_attempt_at = ?, attempts = 0, claim_token = null"
            + " where channel = ? and state = 'PENDING'"
            + " and (claim_token is null or next_attempt_at <= ?)",
        now,
        now,
        Webhooks.channel(id),
        now);
  }

  /** Whether there was one; with what waits for it. */
  boolean delete(long id) {
    boolean found = sql.update("delete from lb_webhook where id = ?", id) > 0;
    sql.update("delete from lb_notification where channel = ?", Webhooks.channel(id));
    return found;
  }
}
