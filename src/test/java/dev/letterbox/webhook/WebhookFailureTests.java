package dev.letterbox.webhook;

import static dev.letterbox.api.event.MessageEventType.MESSAGE_SENT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.letterbox.api.Message;
import dev.letterbox.api.NewMessage;
import dev.letterbox.api.NotFoundException;
import dev.letterbox.api.notification.NewWebhook;
import dev.letterbox.api.notification.OutboxEntry;
import dev.letterbox.api.notification.OutboxState;
import dev.letterbox.api.notification.Webhook;
import dev.letterbox.api.notification.WebhookChange;
import dev.letterbox.shared.config.NotificationSetting;
import dev.letterbox.testing.support.InServerTestBase;
import dev.letterbox.testing.support.WebhookServices;
import dev.letterbox.testing.support.recording.WebhookTestServer;
import dev.letterbox.testing.support.recording.WebhookTestServer.ReceivedRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Failed, slow and refused requests to webhooks. */
@Tag("once")
class WebhookFailureTests extends InServerTestBase implements WebhookServices {

  @Test
  void failed_request_is_retried_with_the_same_id() throws Exception {
    withReceiver(
        (receiver, webhook) -> {
          receiver.respondNextWith(500, 404);
          long id = writeConfidential(users().create("alice"), users().create("bob")).id();
          List<ReceivedRequest> requests = awaitRequestsAbout(id, receiver, 3);
          assertEquals(3, requests.size());
          assertEquals(
              1, requests.stream().map(each -> each.header("Webhook-id")).distinct().count());
          assertEquals(1, requests.stream().map(ReceivedRequest::body).distinct().count());
          awaitOutbox().until(() -> outboxEntries(webhook, OutboxState.PENDING).isEmpty());
        },
        MESSAGE_SENT);
  }

  @Test
  void redirect_is_not_followed_and_a_dead_record_can_be_replayed() throws Exception {
    withReceiver(
        (receiver, webhook) -> {
          settings().set(NotificationSetting.OUTBOX_MAX_ATTEMPTS, 1);
          receiver.respondNextWith(302);
          String bob = users().create("bob");
          long id = writeConfidential(users().create("alice"), bob).id();
          awaitOutbox().until(() -> outboxEntries(webhook, OutboxState.DEAD).size() == 1);
          OutboxEntry dead = outboxEntries(webhook, OutboxState.DEAD).get(0);
          assertTrue(dead.error().startsWith("302 "), dead.error());
          assertTrue(dead.error().endsWith(": redirects are not followed"), dead.error());
          assertEquals(MESSAGE_SENT, dead.event());
          assertNull(dead.type());
          assertEquals(id, dead.messageId());
          assertEquals(bob, dead.recipient());
          assertEquals(1, receiver.requests().size());

          outbox().replay(dead.id());
          awaitRequestsAbout(id, receiver, 2);
          awaitOutbox().until(() -> outboxEntries(webhook, OutboxState.PENDING).isEmpty());
          assertEquals(List.of(), outboxEntries(webhook, OutboxState.DEAD));
        },
        MESSAGE_SENT);
  }

  @Test
  void status_410_disables_the_webhook_and_its_records_wait() throws Exception {
    withReceiver(
        (receiver, webhook) -> {
          receiver.respondNextWith(410);
          String alice = users().create("alice");
          String bob = users().create("bob");
          long id = webhook.webhook().id();
          long first = writeConfidential(alice, bob).id();
          awaitOutbox().until(() -> !webhooks().get(id).active());
          awaitOutbox()
              .until(() -> outboxEntries(webhook, OutboxState.PENDING).get(0).error() != null);
          OutboxEntry waiting = outboxEntries(webhook, OutboxState.PENDING).get(0);
          assertTrue(waiting.error().startsWith("410 Gone"), waiting.error());
          writeConfidential(alice, bob);
          assertEquals(
              1, outboxEntries(webhook, OutboxState.PENDING).size(), "nothing is appended for it");
          webhooks().change(WebhookChange.of(id).active(true));
          awaitRequestsAbout(writeConfidential(alice, bob).id(), receiver, 1);
          assertEquals(2, awaitRequestsAbout(first, receiver, 2).size());
        },
        MESSAGE_SENT);
  }

  @Test
  void slow_webhook_delays_no_other_webhook_and_no_channel() throws Exception {
    withReceiver(
        (slow, slowWebhook) -> {
          slow.holdResponses();
          try (WebhookTestServer quick = new WebhookTestServer()) {
            Webhook other =
                webhooks().create(NewWebhook.to(quick.url()).events(MESSAGE_SENT)).webhook();
            try {
              List<String> many = users().createMany("soon", 30);
              List<Message> sent =
                  messages()
                      .write(NewMessage.from(users().create("alice")).to(many).subject("To all"));
              for (Message each : sent) {
                awaitRequestsAbout(each.id(), quick, 1);
              }
              awaitOutbox()
                  .until(
                      () ->
                          many.stream()
                              .allMatch(n -> scriptedChannel().deliveredTo(n).size() == 1));
              assertTrue(slow.requests().size() <= 2, "no more than two at once");
              assertEquals(30, outboxEntries(slowWebhook, OutboxState.PENDING).size());
              assertEquals(30, quick.requests().size());
            } finally {
              webhooks().delete(other.id());
            }
          }
        },
        MESSAGE_SENT);
  }

  @Test
  void private_address_is_refused_at_delivery() throws Exception {
    withReceiver(
        (receiver, webhook) -> {
          settings().set(NotificationSetting.WEBHOOKS_ALLOW_PRIVATE, false);
          settings()
              .set(NotificationSetting.OUTBOX_MAX_ATTEMPTS, 1); // unavailable channels use up none
          writeConfidential(users().create("alice"), users().create("bob"));
          awaitOutbox()
              .until(
                  () ->
                      outboxEntries(webhook, OutboxState.PENDING).stream()
                          .map(OutboxEntry::error)
                          .anyMatch("The URL resolves to a private address"::equals));
          assertEquals(List.of(), outboxEntries(webhook, OutboxState.DEAD));
          assertEquals(List.of(), receiver.requests());
        },
        MESSAGE_SENT);
  }

  @Test
  void pending_records_of_a_disabled_webhook_are_reset_when_it_is_enabled() throws Exception {
    withReceiver(
        (receiver, webhook) -> {
          long id = webhook.webhook().id();
          String alice = users().create("alice");
          String bob = users().create("bob");
          transaction().begin();
          long first = writeConfidential(alice, bob).id();
          long second = writeConfidential(alice, bob).id();
          webhooks().change(WebhookChange.of(id).active(false));
          transaction().commit();
          assertTrueAfterPoll(() -> receiver.requests().isEmpty());
          Instant now = clock().now();
          makeOld(first, id, null, now.plus(Duration.ofHours(1)));
          makeOld(second, id, "of a dead node", now.minus(Duration.ofMinutes(1)));
          receiver.respondNextWith(500, 500);
          webhooks().change(WebhookChange.of(id).active(true));
          awaitRequestsAbout(first, receiver, 2);
          awaitRequestsAbout(second, receiver, 2);
        },
        MESSAGE_SENT);
  }

  /** Makes a record four days old with 89 attempts. */
  private void makeOld(long messageId, long webhook, String claim, Instant next) {
    assertEquals(
        1,
        sql()
            .update(
                "update lb_notification"
                    + " set first_due_at = ?, attempts = 89, claim_token = ?, next_attempt_at = ?"
                    + " where message_id = ? and channel = ?",
                clock().now().minus(Duration.ofDays(4)),
                claim,
                next,
                messageId,
                "webhook-" + webhook));
  }

  @Test
  void records_of_a_deleted_webhook_are_deleted_even_if_appended_later() throws Exception {
    withReceiver(
        (receiver, webhook) -> {
          receiver.holdResponses();
          Webhook other =
              webhooks().create(NewWebhook.to(receiver.url()).events(MESSAGE_SENT)).webhook();
          writeConfidential(users().create("alice"), users().create("bob"));
          String channel = "webhook-" + other.id();
          awaitOutbox().until(() -> receiver.requests().size() == 2);
          webhooks().delete(other.id());
          assertThrows(NotFoundException.class, () -> webhooks().get(other.id()));
          assertThrows(NotFoundException.class, () -> webhooks().delete(other.id()));
          sql()
              .update(
                  "update lb_notification set channel = ?, next_attempt_at = ? where channel = ?",
                  channel,
                  clock().now(),
                  "webhook-" + webhook.webhook().id());
          awaitOutbox() // its worker may wait for a response
              .until(
                  () ->
                      tables()
                              .selectNumber(
                                  "select count(*) from lb_notification where channel = ?", channel)
                          == 0);
        },
        MESSAGE_SENT);
  }
}
