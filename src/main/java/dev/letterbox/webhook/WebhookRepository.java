package dev.letterbox.webhook;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toSet;

import dev.letterbox.api.event.MessageEventType;
import dev.letterbox.api.notification.Webhook;
import dev.letterbox.shared.jdbc.Database;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Rows of webhooks; changes are to be made inside a transaction. */
@ApplicationScoped
class WebhookRepository {

  private static final String SELECT_ALL =
      """
      select id, url, events, description, secret, active, created_at
      from lb_webhook order by id
      """;
  private static final String SELECT_ALL_UNLOCKED =
      """
      select id, url, events, description, secret, active, created_at
      from lb_webhook order by id {unlocked}
      """;
  private static final String SELECT_BY_ID =
      """
      select id, url, events, description, secret, active, created_at
      from lb_webhook where id = :id
      """;
  private static final String INSERT =
      """
      insert into lb_webhook (url, events, description, secret, active, created_at)
      values (:url, :events, :description, :secret, :active, :createdAt)
      """;
  private static final String UPDATE =
      """
      update lb_webhook
      set url = :url, events = :events, description = :description, active = :active
      where id = :id
      """;
  private static final String DISABLE =
      """
      update lb_webhook set active = false
      where id = :id and active = true and url = :url
      """;

  @Inject private Database database;

  List<WebhookEndpoint> findAll() {
    return findAllLater().get();
  }

  /** All webhooks, read with the next statement, see {@link Database#sendTogether}. */
  Supplier<List<WebhookEndpoint>> findAllLater() {
    return database.sql(SELECT_ALL).listLater(WebhookRepository::toEndpoint);
  }

  /** The same without waiting for a transaction that changes a webhook. */
  List<WebhookEndpoint> findAllUnlocked() {
    return database.sql(SELECT_ALL_UNLOCKED).list(WebhookRepository::toEndpoint);
  }

  Optional<WebhookEndpoint> find(long id) {
    return database.sql(SELECT_BY_ID).bind("id", id).first(WebhookRepository::toEndpoint);
  }

  private static WebhookEndpoint toEndpoint(ResultSet row) throws SQLException {
    return new WebhookEndpoint(
        new Webhook(
            row.getLong("id"),
            row.getString("url"),
            toEvents(row.getString("events")),
            row.getBoolean("active"),
            row.getString("description"),
            Database.instant(row, "created_at")),
        row.getString("secret"));
  }

  /** Without types of a later version, which may have written the row. */
  private static Set<MessageEventType> toEvents(String text) {
    List<String> names = List.of(text.split(",", -1));
    return Stream.of(MessageEventType.values())
        .filter(type -> names.contains(type.name()))
        .collect(toSet());
  }

  /** Creates and changes are serialised until the end of the transaction. */
  void lockTable() {
    database.sql("lock table lb_webhook in exclusive mode").update();
  }

  long count() {
    return database.sql("select count(*) from lb_webhook").single(row -> row.getLong(1));
  }

  /**
   * Stores a new webhook; to be called after {@link #lockTable}.
   *
   * @param webhook its id is ignored
   * @return the new id
   */
  long insert(Webhook webhook, String secret) {
    database
        .sql(INSERT)
        .bind("url", webhook.url())
        .bind("events", toText(webhook.events()))
        .bind("description", webhook.description())
        .bind("secret", secret)
        .bind("active", webhook.active())
        .bind("createdAt", webhook.createdAt())
        .update();
    return database.sql("select max(id) from lb_webhook").single(row -> row.getLong(1));
  }

  void update(Webhook webhook) {
    database
        .sql(UPDATE)
        .bind("url", webhook.url())
        .bind("events", toText(webhook.events()))
        .bind("description", webhook.description())
        .bind("active", webhook.active())
        .bind("id", webhook.id())
        .update();
  }

  private static String toText(Collection<MessageEventType> events) {
    return new TreeSet<>(events).stream().map(MessageEventType::name).collect(joining(","));
  }

  /** Whether the webhook was active; one whose URL has changed meanwhile stays active. */
  boolean disable(Webhook webhook) {
    return database.sql(DISABLE).bind("id", webhook.id()).bind("url", webhook.url()).update() > 0;
  }

  /** False when there is no such webhook. */
  boolean delete(long id) {
    return database.sql("delete from lb_webhook where id = :id").bind("id", id).update() > 0;
  }
}
