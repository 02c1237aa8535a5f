package dev.letterbox.outbox.worker;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.letterbox.api.NewMessage;
import dev.letterbox.api.event.MessageEventType;
import dev.letterbox.api.notification.NewWebhook;
import dev.letterbox.outbox.ClaimRepository;
import dev.letterbox.shared.jdbc.Transactions;
import dev.letterbox.testing.support.InServerTestBase;
import dev.letterbox.testing.support.OutboxServices;
import dev.letterbox.testing.support.TestDatabase;
import dev.letterbox.testing.support.WebhookServices;
import dev.letterbox.testing.support.recording.ScriptedChannel;
import dev.letterbox.testing.support.statement.StatementRecorder;
import jakarta.ejb.EJB;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The look for due records, once a second. */
class OutboxPollTests extends InServerTestBase implements OutboxServices, WebhookServices {

  @EJB private Transactions transactions;
  @Inject private OutboxDispatcher dispatcher;
  @Inject private ClaimRepository claims;

  /** Writes a message whose record is due in an hour. */
  private long writeDueLater(String recipient) throws Exception {
    transaction().begin();
    long id =
        messages()
            .write(NewMessage.from(users().create("alice")).to(recipient).subject("Later"))
            .get(0)
            .id();
    setDue(id, clock().now().plus(Duration.ofHours(1)));
    transaction().commit();
    return id;
  }

  /** Without a wake-up of the workers. */
  private void setDue(long messageId, Instant due) {
    sql()
        .update(
            "update lb_notification set next_attempt_at = ? where message_id = ? and channel = ?",
            due,
            messageId,
            ScriptedChannel.NAME);
  }

  private void awaitDelivery(String recipient) {
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> scriptedChannel().deliveredTo(recipient).size() == 1);
  }

  @Test
  void poll_of_all_channels_is_at_most_one_statement_with_that_of_the_webhooks() throws Exception {
    dispatcher.refresh(); // just after a change of a webhook, a poll reads the webhooks first
    List<String> statements = StatementRecorder.capture(dispatcher::poll);
    assertEquals(
        TestDatabase.current() == TestDatabase.POSTGRESQL ? 1 : 0,
        statements.size(),
        statements.toString());
  }

  @Test
  void webhook_with_an_event_of_a_later_version_does_not_stop_the_poll() throws Exception {
    String bob = users().create("bob");
    long id = writeDueLater(bob);
    sql()
        .update(
            "insert into lb_webhook (url, events, description, secret, active, created_at)"
                + " values ('https://receiver.example/', 'UNKNOWN,MESSAGE_SENT', '', '', true, ?)",
            clock().now());
    try {
      assertEquals(
          Set.of(MessageEventType.MESSAGE_SENT),
          webhooks().all().stream()
              .filter(webhook -> webhook.url().equals("https://receiver.example/"))
              .findFirst()
              .orElseThrow()
              .events());
      setDue(id, clock().now());
      awaitDelivery(bob);
    } finally {
      sql().update("delete from lb_webhook where events like 'UNKNOWN%'");
    }
  }

  @Test
  void change_of_a_webhook_in_a_long_transaction_does_not_stop_the_poll() throws Exception {
    String bob = users().create("bob");
    long id = writeDueLater(bob);
    transaction().begin();
    try {
      webhooks()
          .create(NewWebhook.to("https://receiver.example/").events(MessageEventType.MESSAGE_SENT));
      transactions.inNewTransaction(
          () -> {
            setDue(id, clock().now());
            return null;
          });
      awaitDelivery(bob);
    } finally {
      transaction().rollback();
    }
  }

  @Test
  void only_channels_with_due_records_are_found_due_on_postgresql() throws Exception {
    String idle = "idle";
    Instant now = clock().now();
    transaction().begin();
    long id =
        messages()
            .write(
                NewMessage.from(users().create("alice")).to(users().create("bob")).subject("Due"))
            .get(0)
            .id();
    sql()
        .update(
            "update lb_notification set channel = 'due' where message_id = ? and channel = ?",
            id,
            ScriptedChannel.NAME);
    transaction().commit();
    List<String> due = claims.findDue(List.of("due", idle));
    assertEquals(
        TestDatabase.current() == TestDatabase.POSTGRESQL ? List.of("due") : List.of("due", idle),
        due);
    sql()
        .update(
            "update lb_notification set next_attempt_at = ? where channel = 'due'",
            now.plus(Duration.ofHours(1)));
    assertEquals(
        TestDatabase.current() == TestDatabase.POSTGRESQL ? List.of() : List.of("due", idle),
        claims.findDue(List.of("due", idle)));
    sql().update("delete from lb_notification where channel = 'due'");
  }
}
