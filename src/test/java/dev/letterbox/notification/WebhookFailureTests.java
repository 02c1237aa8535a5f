package dev.letterbox.notification;

import static dev.letterbox.api.WebhookEvent.MESSAGE_SENT;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.letterbox.api.Message;
import dev.letterbox.api.NewMessage;
import dev.letterbox.api.NewWebhook;
import dev.letterbox.api.OutboxEntry;
import dev.letterbox.api.OutboxState;
import dev.letterbox.api.Webhook;
import dev.letterbox.api.WebhookChange;
import dev.letterbox.api.WebhookNotFoundException;
import dev.letterbox.shared.NotificationSetting;
import dev.letterbox.testing.HttpReceiver;
import dev.letterbox.testing.HttpReceiver.Heard;
import dev.letterbox.testing.WebhookServices;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What becomes of what a webhook does not take, or not at once. */
public interface WebhookFailureTests extends WebhookServices {

  @Test
  default void what_a_receiver_does_not_take_comes_again_with_the_same_id() throws Exception {
    hearing(
        (receiver, webhook) -> {
          receiver.next(500, 404);
          long id = writeSecret(users().named("alice"), users().named("bob")).id();
          List<Heard> heard = heardOf(id, receiver, 3);
          assertEquals(3, heard.size());
          assertEquals(1, heard.stream().map(each -> each.header("Webhook-id")).distinct().count());
          assertEquals(1, heard.stream().map(Heard::body).distinct().count());
          await().until(() -> waitingFor(webhook, OutboxState.WAITING).isEmpty());
        },
        MESSAGE_SENT);
  }

  @Test
  default void redirect_is_not_followed_and_what_is_dead_can_be_replayed() throws Exception {
    hearing(
        (receiver, webhook) -> {
          settings().set(NotificationSetting.OUTBOX_MAX_ATTEMPTS, 1);
          receiver.next(302);
          String bob = users().named("bob");
          long id = writeSecret(users().named("alice"), bob).id();
          await().until(() -> waitingFor(webhook, OutboxState.DEAD).size() == 1);
          OutboxEntry dead = waitingFor(webhook, OutboxState.DEAD).get(0);
          assertTrue(dead.error().startsWith("302 "), dead.error());
          assertTrue(dead.error().endsWith(": redirects are not followed"), dead.error());
          assertEquals(MESSAGE_SENT, dead.event());
          assertNull(dead.label());
          assertEquals(id, dead.messageId());
          assertEquals(bob, dead.recipient());
          assertEquals(1, receiver.heard().size());

          outbox().replay(dead.id());
          heardOf(id, receiver, 2);
          await().until(() -> waitingFor(webhook, OutboxState.WAITING).isEmpty());
          assertEquals(List.of(), waitingFor(webhook, OutboxState.DEAD));
        },
        MESSAGE_SENT);
  }

  @Test
  default void receiver_that_says_it_is_gone_is_switched_off_and_what_is_for_it_waits()
      throws Exception {
    hearing(
        (receiver, webhook) -> {
          receiver.next(410);
          String alice = users().named("alice");
          String bob = users().named("bob");
          long id = webhook.webhook().id();
          long first = writeSecret(alice, bob).id();
          await().until(() -> !webhooks().get(id).active());
          await().until(() -> waitingFor(webhook, OutboxState.WAITING).get(0).error() != null);
          OutboxEntry waiting = waitingFor(webhook, OutboxState.WAITING).get(0);
          assertTrue(waiting.error().startsWith("410 Gone"), waiting.error());
          writeSecret(alice, bob);
          assertEquals(1, waitingFor(webhook, OutboxState.WAITING).size(), "nothing more");
          webhooks().change(WebhookChange.of(id).activate());
          heardOf(writeSecret(alice, bob).id(), receiver, 1);
          assertEquals(2, heardOf(first, receiver, 2).size());
        },
        MESSAGE_SENT);
  }

  @Test
  default void slow_receiver_delays_no_other_and_no_channel() throws Exception {
    hearing(
        (slow, slowWebhook) -> {
          slow.keepWaiting();
          try (HttpReceiver quick = new HttpReceiver()) {
            Webhook other =
                webhooks().create(NewWebhook.to(quick.url()).events(MESSAGE_SENT)).webhook();
            try {
              List<String> many = users().many("soon", 30);
              List<Message> sent =
                  messages()
                      .write(NewMessage.from(users().named("alice")).to(many).subject("To all"));
              for (Message each : sent) {
                heardOf(each.id(), quick, 1);
              }
              await()
                  .atMost(Duration.ofSeconds(20))
                  .until(() -> many.stream().allMatch(n -> scripted().toldTo(n).size() == 1));
              assertTrue(slow.heard().size() <= 2, "no more than two at once");
              assertEquals(30, waitingFor(slowWebhook, OutboxState.WAITING).size());
              assertEquals(30, quick.heard().size());
            } finally {
              webhooks().delete(other.id());
            }
          }
        },
        MESSAGE_SENT);
  }

  @Test
  default void private_address_is_refused_when_it_is_posted_to() throws Exception {
    hearing(
        (receiver, webhook) -> {
          settings().set(NotificationSetting.WEBHOOKS_ALLOW_PRIVATE, false);
          settings().set(NotificationSetting.OUTBOX_MAX_ATTEMPTS, 1); // these don't count
          writeSecret(users().named("alice"), users().named("bob"));
          await()
              .until(
                  () ->
                      waitingFor(webhook, OutboxState.WAITING).stream()
                          .map(OutboxEntry::error)
                          .anyMatch("The URL leads to a private address"::equals));
          assertEquals(List.of(), waitingFor(webhook, OutboxState.DEAD));
          assertEquals(List.of(), receiver.heard());
        },
        MESSAGE_SENT);
  }

  @Test
  default void what_waits_for_a_webhook_that_is_off_begins_anew_when_it_is_on_again()
      throws Exception {
    hearing(
        (receiver, webhook) -> {
          long id = webhook.webhook().id();
          String alice = users().named("alice");
          String bob = users().named("bob");
          transaction().begin();
          long first = writeSecret(alice, bob).id();
          long second = writeSecret(alice, bob).id();
          webhooks().change(WebhookChange.of(id).deactivate());
          transaction().commit();
          outlastsASweep(() -> receiver.heard().isEmpty());
          Instant now = clock().now();
          age(first, id, null, now.plus(Duration.ofHours(1)));
          age(second, id, "of a dead node", now.minus(Duration.ofMinutes(1)));
          receiver.next(500, 500);
          webhooks().change(WebhookChange.of(id).activate());
          heardOf(first, receiver, 2);
          heardOf(second, receiver, 2);
        },
        MESSAGE_SENT);
  }

  /** As if an entry was that old, and had been tried often. */
  private void age(long messageId, long webhook, String claim, Instant next) {
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
  default void what_waits_for_a_webhook_goes_with_it_even_if_it_is_written_later()
      throws Exception {
    hearing(
        (receiver, webhook) -> {
          receiver.keepWaiting();
          Webhook other =
              webhooks().create(NewWebhook.to(receiver.url()).events(MESSAGE_SENT)).webhook();
          writeSecret(users().named("alice"), users().named("bob"));
          String channel = "webhook-" + other.id();
          await().until(() -> receiver.heard().size() == 2);
          webhooks().delete(other.id());
          assertThrows(WebhookNotFoundException.class, () -> webhooks().get(other.id()));
          assertThrows(WebhookNotFoundException.class, () -> webhooks().delete(other.id()));
          sql()
              .update(
                  "update lb_notification set channel = ?, next_attempt_at = ? where channel = ?",
                  channel,
                  clock().now(),
                  "webhook-" + webhook.webhook().id());
          await()
              .atMost(Duration.ofSeconds(30)) // the worker who has it may wait for an answer
              .until(
                  () ->
                      rows()
                              .number(
                                  "select count(*) from lb_notification where channel = ?", channel)
                          == 0);
        },
        MESSAGE_SENT);
  }
}
