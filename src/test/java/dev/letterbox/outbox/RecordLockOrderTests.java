package dev.letterbox.outbox;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.letterbox.api.Broadcast;
import dev.letterbox.api.NewMessage;
import dev.letterbox.api.Notice;
import dev.letterbox.api.event.MessageEventType;
import dev.letterbox.api.notification.CreatedWebhook;
import dev.letterbox.api.notification.NewWebhook;
import dev.letterbox.api.notification.OutboxState;
import dev.letterbox.api.notification.WebhookChange;
import dev.letterbox.shared.config.Setting;
import dev.letterbox.testing.support.InServerTestBase;
import dev.letterbox.testing.support.SessionServices;
import dev.letterbox.testing.support.WebhookServices;
import dev.letterbox.testing.support.recording.ScriptedChannel;
import dev.letterbox.testing.support.recording.WebhookTestServer;
import jakarta.transaction.Status;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * Changes of many records lock them in the order of their ids, like workers that store results: so
 * they do not deadlock.
 */
class RecordLockOrderTests extends InServerTestBase implements WebhookServices, SessionServices {

  /** Work that a change of many records is part of. */
  @FunctionalInterface
  private interface RecordChange {
    void run() throws Exception;
  }

  /** Test code that uses a webhook, and records of its channel in the order of their ids. */
  @FunctionalInterface
  private interface WebhookRecordsAction {
    void run(CreatedWebhook webhook, List<Long> ids) throws Exception;
  }

  /** Records for three messages to a user, in the order of their ids. */
  private List<Long> appendRecords(String recipient, String channel, OutboxState state, int days)
      throws Exception {
    NewMessage message = NewMessage.from(users().create("alice")).to(recipient).subject("Hello");
    return appendRecords(recipient, channel, state, days, () -> messages().write(message));
  }

  private List<Long> appendRecords(
      String recipient, String channel, OutboxState state, int days, RecordChange write)
      throws Exception {
    transaction().begin();
    for (int i = 0; i < 3; i++) {
      write.run();
    }
    List<Long> ids =
        sql()
            .query(
                "select n.id from lb_delivery d, lb_notification n where d.recipient = ?"
                    + " and n.message_id = d.message_id and n.channel = ? order by n.id",
                row -> row.getLong(1),
                recipient,
                ScriptedChannel.NAME);
    for (int i = ids.size() - 1; i >= 0; i--) { // the first in an index, or in the table, is last
      sql()
          .update(
              "update lb_notification set channel = ?, state = ?, next_attempt_at = ?"
                  + " where id = ?",
              channel,
              state.name(),
              clock().now().plus(Duration.ofDays(days)).minusSeconds(i),
              ids.get(i));
    }
    transaction().commit();
    return ids;
  }

  private void withWebhookRecords(WebhookRecordsAction action) throws Exception {
    try (WebhookTestServer receiver = new WebhookTestServer()) {
      CreatedWebhook webhook =
          webhooks()
              .create(NewWebhook.to(receiver.url()).events(MessageEventType.MESSAGE_REJECTED));
      String channel = "webhook-" + webhook.webhook().id();
      action.run(webhook, appendRecords(users().create("bob"), channel, OutboxState.PENDING, 1));
    }
  }

  /** While the first record is locked, a change waits for it and has locked no other. */
  private void assertLocksInOrder(List<Long> ids, RecordChange change) throws Exception {
    ExecutorService thread = Executors.newSingleThreadExecutor();
    transaction().begin();
    try {
      lock(ids.get(0));
      Future<Void> changed =
          thread.submit(
              () -> {
                change.run();
                return null;
              });
      await().until(() -> countWaits() > 0);
      ids.subList(1, ids.size()).forEach(this::lock);
      transaction().commit();
      changed.get(30, TimeUnit.SECONDS);
    } finally {
      if (transaction().getStatus() != Status.STATUS_NO_TRANSACTION) {
        transaction().rollback();
      }
      thread.shutdownNow();
    }
  }

  /** In a transaction of the caller an erasure is not repeated after a deadlock. */
  private void eraseWithoutRetry(String name) throws Exception {
    transaction().begin();
    try {
      maintenance().erase(name);
    } catch (RuntimeException e) {
      transaction().rollback();
      throw e;
    }
    transaction().commit();
  }

  private void lock(long id) {
    sql().update("update lb_notification set attempts = attempts where id = ?", id);
  }

  private long countWaits() {
    return tables()
        .selectNumber(
            isOnDerby()
                ? "select count(*) from syscs_diag.lock_table where state = 'WAIT'"
                : "select count(*) from pg_locks where not granted");
  }

  private long countRecords(List<Long> ids, OutboxState state) {
    return sql()
        .queryIn(
            "select id from lb_notification where state = ? and id in (?...)",
            row -> row.getLong(1),
            List.of(state.name()),
            ids)
        .size();
  }

  @Test
  void deleted_webhook_locks_its_records_in_the_order_of_their_ids() throws Exception {
    withWebhookRecords(
        (webhook, ids) -> {
          assertLocksInOrder(ids, () -> webhooks().delete(webhook.webhook().id()));
          assertEquals(0, countRecords(ids, OutboxState.PENDING));
        });
  }

  @Test
  void reactivated_webhook_locks_its_records_in_the_order_of_their_ids() throws Exception {
    withWebhookRecords(
        (webhook, ids) -> {
          long id = webhook.webhook().id();
          webhooks().change(WebhookChange.of(id).active(false));
          assertLocksInOrder(ids, () -> webhooks().change(WebhookChange.of(id).active(true)));
          webhooks().delete(id);
        });
  }

  @Test
  void replay_of_dead_records_locks_them_in_the_order_of_their_ids() throws Exception {
    String bob = users().create("bob");
    List<Long> ids = appendRecords(bob, ScriptedChannel.NAME, OutboxState.DEAD, 1);
    assertLocksInOrder(ids, () -> outbox().replayDead(ScriptedChannel.NAME));
    await().until(() -> scriptedChannel().deliveredTo(bob).size() == 3);
  }

  @Test
  void cleanup_locks_dead_records_in_the_order_of_their_ids() throws Exception {
    List<Long> ids =
        appendRecords(users().create("bob"), ScriptedChannel.NAME, OutboxState.DEAD, -40);
    assertLocksInOrder(ids, () -> maintenance().cleanUp());
    assertEquals(0, countRecords(ids, OutboxState.DEAD));
  }

  @Test
  void end_of_a_session_locks_records_of_its_messages_in_the_order_of_their_ids() throws Exception {
    settings().set(Setting.SESSION_NOTICES_ENABLED, true);
    try {
      String bob = users().createWithDemoPassword("bob");
      String session = logIn(bob).session().id();
      List<Long> ids =
          appendRecords(
              bob,
              ScriptedChannel.NAME,
              OutboxState.PENDING,
              1,
              () -> messages().sendNotice(Notice.info("Hello").to(bob).inSession(session)));
      assertLocksInOrder(ids, () -> sessions().end(session));
      assertEquals(0, countRecords(ids, OutboxState.PENDING));
    } finally {
      settings().reset();
    }
  }

  @Test
  void erasure_locks_ranges_and_records_of_the_user_in_the_order_of_their_ids() throws Exception {
    List<String> names = users().createMany("bob", 2).stream().sorted().toList();
    transaction().begin();
    messages().broadcast(Broadcast.from(users().create("alice")).to(names).subject("To all"));
    sql()
        .update(
            "update lb_notification set range_start = ?, next_attempt_at = ?"
                + " where message_id = (select max(message_id) from lb_delivery"
                + " where recipient = ?)",
            names.get(0),
            clock().now().plus(Duration.ofHours(1)),
            names.get(0));
    transaction().commit();
    List<Long> ids = appendRecords(names.get(0), ScriptedChannel.NAME, OutboxState.PENDING, 1);
    assertEquals(4, ids.size(), "the range, and those of the user");
    assertLocksInOrder(ids, () -> eraseWithoutRetry(names.get(0)));
    assertEquals(1, countRecords(ids, OutboxState.PENDING), "the range");
    sql().update("delete from lb_notification where id = ?", ids.get(0));
  }
}
