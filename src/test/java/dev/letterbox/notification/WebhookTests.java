package dev.letterbox.notification;

import static dev.letterbox.api.WebhookEvent.MESSAGE_READ;
import static dev.letterbox.api.WebhookEvent.MESSAGE_REJECTED;
import static dev.letterbox.api.WebhookEvent.MESSAGE_SENT;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.letterbox.api.Broadcast;
import dev.letterbox.api.CreatedWebhook;
import dev.letterbox.api.InvalidInputException;
import dev.letterbox.api.Message;
import dev.letterbox.api.MessageFilter;
import dev.letterbox.api.NewMessage;
import dev.letterbox.api.NewWebhook;
import dev.letterbox.api.OutboxEntry;
import dev.letterbox.api.OutboxState;
import dev.letterbox.api.Reply;
import dev.letterbox.api.TooManyWebhooksException;
import dev.letterbox.api.Webhook;
import dev.letterbox.api.WebhookChange;
import dev.letterbox.api.WebhookNotFoundException;
import dev.letterbox.api.WebhookService;
import dev.letterbox.shared.Hmac;
import dev.letterbox.shared.Setting;
import dev.letterbox.testing.HttpReceiver;
import dev.letterbox.testing.HttpReceiver.Heard;
import dev.letterbox.testing.Statements;
import dev.letterbox.testing.WebhookServices;
import jakarta.json.Json;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What applications elsewhere are told of events. */
public interface WebhookTests extends WebhookServices {

  private Message write(String sender, String recipient) {
    return messages()
        .write(NewMessage.from(sender).to(recipient).subject("Secret plan").body("Do not tell"))
        .get(0);
  }

  private static JsonObject json(Heard heard) {
    return Json.createReader(new StringReader(heard.body())).readObject();
  }

  @Test
  default void webhook_is_told_of_a_message_by_a_request_that_is_signed() throws Exception {
    hearing(
        (receiver, webhook) -> {
          String alice = users().named("alice");
          String bob = users().named("bob");
          Message sent = write(alice, bob);
          Heard heard = heardOf(sent.id(), receiver, 1).get(0);
          assertEquals("application/json", heard.header("Content-type"));
          String id = heard.header("Webhook-id");
          String timestamp = heard.header("Webhook-timestamp");
          assertTrue(id.matches("[a-z0-9-]{5,100}"), id);
          long age = clock().now().getEpochSecond() - Long.parseLong(timestamp);
          assertTrue(age >= 0 && age < 60, "sent " + age + " s ago");
          byte[] key = Base64.getDecoder().decode(webhook.secret().substring("whsec_".length()));
          byte[] signed = (id + "." + timestamp + "." + heard.body()).getBytes(UTF_8);
          assertEquals(
              "v1," + Base64.getEncoder().encodeToString(Hmac.of(key, signed)),
              heard.header("Webhook-signature"));

          JsonObject body = json(heard);
          JsonObject data = body.getJsonObject("data");
          assertEquals("message.sent", body.getString("type"));
          assertFalse(Instant.parse(body.getString("timestamp")).isAfter(clock().now()));
          assertEquals(sent.id(), data.getInt("thread"));
          assertTrue(data.isNull("parent"));
          assertEquals("message", data.getString("kind"));
          assertEquals(alice, data.getString("sender"));
          assertEquals(bob, data.getString("recipient"));
          assertEquals(1, data.getInt("deliveries"));
          assertFalse(data.getBoolean("visitor"));
          assertEquals(sent.level(), data.getInt("level"));
          assertEquals(sent.sentAt(), Instant.parse(data.getString("sent_at")));
          assertFalse(heard.body().contains("Secret plan"), "no subject");
          assertFalse(heard.body().contains("Do not tell"), "no text");

          long reply = messages().reply(Reply.to(sent.id()).by(bob).body("Yes")).get(0).id();
          JsonObject answer = json(heardOf(reply, receiver, 1).get(0)).getJsonObject("data");
          assertEquals(sent.id(), answer.getInt("parent"));
          assertEquals(sent.id(), answer.getInt("thread"));
          await().until(() -> waitingFor(webhook, OutboxState.WAITING).isEmpty());
        },
        MESSAGE_SENT);
  }

  @Test
  default void broadcast_is_told_once_with_the_number_of_those_who_got_it() throws Exception {
    hearing(
        (receiver, webhook) -> {
          List<String> many = users().many("many", 1500);
          long id =
              messages()
                  .broadcast(
                      Broadcast.from(users().named("alice"))
                          .to(many)
                          .subject("All")
                          .tags("news")
                          .view("desk"))
                  .messageId()
                  .getAsLong();
          JsonObject data = json(heardOf(id, receiver, 1).get(0)).getJsonObject("data");
          assertEquals("broadcast", data.getString("kind"));
          assertEquals(1500, data.getInt("deliveries"));
          assertTrue(data.isNull("recipient"));
          assertEquals("news", data.getJsonArray("tags").getString(0));
          assertEquals("desk", data.getString("view"));
          await().until(() -> waitingFor(webhook, OutboxState.WAITING).isEmpty());
          assertEquals(1, heardOf(id, receiver, 1).size());
        },
        MESSAGE_SENT);
  }

  @Test
  default void what_visitors_write_is_told_without_their_addresses() throws Exception {
    hearing(
        (receiver, webhook) -> {
          String ann = "ann-" + System.nanoTime() + "@mail.example";
          long id =
              messages()
                  .write(NewMessage.fromVisitor(ann).to(users().named("bob")).subject("Offer?"))
                  .get(0)
                  .id();
          Heard heard = heardOf(id, receiver, 1).get(0);
          assertTrue(json(heard).getJsonObject("data").isNull("sender"));
          assertTrue(json(heard).getJsonObject("data").getBoolean("visitor"));
          assertFalse(heard.body().contains(ann));
        },
        MESSAGE_SENT);
  }

  @Test
  default void webhook_hears_of_rejections_and_only_of_what_it_wants() throws Exception {
    String mona = users().named("mona");
    String alice = users().named("alice");
    long id = pending(NewMessage.from(alice).to(users().named("bob")).subject("Buy").body("now"));
    hearing(
        (receiver, webhook) -> {
          long accepted = write(alice, users().named("bob")).id();
          moderation().reject(mona, id, "Spam");
          JsonObject body = json(heardOf(id, receiver, 1).get(0));
          assertEquals("message.rejected", body.getString("type"));
          assertEquals(mona, body.getJsonObject("data").getString("moderator"));
          assertEquals("Spam", body.getJsonObject("data").getString("reason"));
          assertEquals(List.of(), heardOf(accepted, receiver, 0));
        },
        MESSAGE_REJECTED);
  }

  @Test
  default void messages_that_are_read_together_are_told_together() throws Exception {
    hearing(
        (receiver, webhook) -> {
          String bob = users().named("bob");
          String alice = users().named("alice");
          List<Long> ids = List.of(write(alice, bob).id(), write(alice, bob).id());
          mailboxes().markReadUpTo(bob, ids.get(1), MessageFilter.ALL);
          await().until(() -> !receiver.heard().isEmpty());
          JsonObject body = json(receiver.heard().get(0));
          assertEquals("message.read", body.getString("type"));
          assertEquals(bob, body.getJsonObject("data").getString("reader"));
          List<Long> told = new ArrayList<>();
          body.getJsonObject("data")
              .getJsonArray("messages")
              .getValuesAs(JsonNumber.class)
              .forEach(number -> told.add(number.longValue()));
          assertEquals(ids, told);
          await().until(() -> waitingFor(webhook, OutboxState.WAITING).isEmpty());
        },
        MESSAGE_READ);
  }

  @Test
  default void rollback_tells_no_webhook() throws Exception {
    hearing(
        (receiver, webhook) -> {
          transaction().begin();
          write(users().named("alice"), users().named("bob"));
          assertEquals(1, waitingFor(webhook, OutboxState.WAITING).size());
          transaction().rollback();
          assertEquals(List.of(), waitingFor(webhook, OutboxState.WAITING));
          staysTrue(() -> receiver.heard().isEmpty());
        },
        MESSAGE_SENT);
  }

  @Test
  default void what_a_receiver_does_not_take_comes_again_with_the_same_id() throws Exception {
    hearing(
        (receiver, webhook) -> {
          receiver.next(500, 404);
          long id = write(users().named("alice"), users().named("bob")).id();
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
          settings().set(Setting.OUTBOX_MAX_ATTEMPTS, 1);
          receiver.next(302);
          String bob = users().named("bob");
          long id = write(users().named("alice"), bob).id();
          await().until(() -> waitingFor(webhook, OutboxState.DEAD).size() == 1);
          OutboxEntry dead = waitingFor(webhook, OutboxState.DEAD).get(0);
          assertEquals("302 Found: redirects are not followed", dead.error());
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
  default void receiver_that_says_it_is_gone_is_switched_off() throws Exception {
    hearing(
        (receiver, webhook) -> {
          receiver.next(410);
          String alice = users().named("alice");
          String bob = users().named("bob");
          long id = webhook.webhook().id();
          write(alice, bob);
          await().until(() -> !webhooks().get(id).active());
          await().until(() -> waitingFor(webhook, OutboxState.DEAD).size() == 1);
          assertTrue(waitingFor(webhook, OutboxState.DEAD).get(0).error().startsWith("410 Gone"));
          write(alice, bob);
          assertEquals(List.of(), waitingFor(webhook, OutboxState.WAITING));
          webhooks().change(WebhookChange.of(id).activate());
          heardOf(write(alice, bob).id(), receiver, 1);
        },
        MESSAGE_SENT);
  }

  @Test
  default void what_waits_for_a_webhook_that_is_off_goes_when_it_is_on_again() throws Exception {
    hearing(
        (receiver, webhook) -> {
          long id = webhook.webhook().id();
          transaction().begin();
          long message = write(users().named("alice"), users().named("bob")).id();
          webhooks().change(WebhookChange.of(id).deactivate());
          transaction().commit();
          staysTrue(() -> receiver.heard().isEmpty());
          assertEquals(1, waitingFor(webhook, OutboxState.WAITING).size());
          webhooks().change(WebhookChange.of(id).activate());
          heardOf(message, receiver, 1);
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
          settings().set(Setting.WEBHOOKS_ALLOW_PRIVATE, false);
          settings().set(Setting.OUTBOX_MAX_ATTEMPTS, 1);
          write(users().named("alice"), users().named("bob"));
          await().until(() -> waitingFor(webhook, OutboxState.DEAD).size() == 1);
          assertEquals(
              "The URL leads to a private address",
              waitingFor(webhook, OutboxState.DEAD).get(0).error());
          assertEquals(List.of(), receiver.heard());
        },
        MESSAGE_SENT);
  }

  @Test
  default void what_waits_for_a_webhook_goes_with_it_even_if_it_is_written_later()
      throws Exception {
    hearing(
        (receiver, webhook) -> {
          receiver.keepWaiting();
          Webhook other =
              webhooks().create(NewWebhook.to(receiver.url()).events(MESSAGE_SENT)).webhook();
          write(users().named("alice"), users().named("bob"));
          String channel = "webhook-" + other.id();
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
              .until(
                  () ->
                      rows()
                              .number(
                                  "select count(*) from lb_notification where channel = ?", channel)
                          == 0);
        },
        MESSAGE_SENT);
  }

  @Test
  default void message_costs_no_statement_more_for_a_webhook() throws Exception {
    String alice = users().named("alice");
    String bob = users().named("bob");
    write(alice, bob);
    List<String> without = Statements.during(() -> write(alice, bob));
    List<String> with = new ArrayList<>();
    hearing(
        (receiver, webhook) -> with.addAll(Statements.during(() -> write(alice, bob))),
        MESSAGE_SENT);
    assertEquals(without, with);
  }

  @Test
  default void url_that_is_not_of_the_internet_is_refused_by_name() {
    for (String url :
        List.of(
            "http://example.org/",
            "https://127.0.0.1/",
            "https://localhost/",
            "https://[::ffff:10.0.0.1]/",
            "https://169.254.169.254/latest",
            "https://u:p@example.org/",
            "https://example.org/#a",
            "ftp://example.org/",
            "")) {
      InvalidInputException invalid =
          assertThrows(
              InvalidInputException.class,
              () -> webhooks().create(NewWebhook.to(url).events(MESSAGE_SENT)));
      assertEquals(Set.of("url"), invalid.errors().keySet(), url);
    }
    InvalidInputException all =
        assertThrows(
            InvalidInputException.class,
            () -> webhooks().create(NewWebhook.to("x").secret("y").description("\n.\n")));
    assertEquals(Set.of("url", "secret", "events", "description"), all.errors().keySet());
  }

  @Test
  default void webhook_is_listed_and_changed_without_its_secret() {
    NewWebhook wanted =
        NewWebhook.to("https://receiver.example/hook")
            .events(MESSAGE_READ, MESSAGE_SENT, MESSAGE_READ)
            .description(" Shop ");
    CreatedWebhook created = webhooks().create(wanted);
    Webhook webhook = created.webhook();
    try {
      assertTrue(created.secret().matches("whsec_[A-Za-z0-9+/]{43}="));
      assertFalse(created.toString().contains(created.secret()));
      assertEquals(List.of(MESSAGE_SENT, MESSAGE_READ), List.copyOf(webhook.events()));
      assertEquals("Shop", webhook.description());
      assertEquals(webhook, webhooks().get(webhook.id()));
      assertTrue(webhooks().all().contains(webhook));
      Webhook changed =
          webhooks()
              .change(
                  WebhookChange.of(webhook.id())
                      .url("https://other.example/")
                      .events(MESSAGE_REJECTED)
                      .deactivate());
      assertEquals(
          new Webhook(
              webhook.id(),
              "https://other.example/",
              Set.of(MESSAGE_REJECTED),
              false,
              "Shop",
              webhook.createdAt()),
          changed);
      assertEquals(changed, webhooks().get(webhook.id()));
      WebhookChange nothing = WebhookChange.of(webhook.id()).events(List.of());
      assertThrows(InvalidInputException.class, () -> webhooks().change(nothing));
    } finally {
      webhooks().delete(webhook.id());
    }
  }

  @Test
  default void there_are_so_many_webhooks_and_no_more() {
    List<Long> made = new ArrayList<>();
    try {
      int before = webhooks().all().size();
      for (int i = before; i < WebhookService.MOST; i++) {
        NewWebhook wanted = NewWebhook.to("https://receiver.example/" + i).events(MESSAGE_REJECTED);
        made.add(webhooks().create(wanted).webhook().id());
      }
      NewWebhook more = NewWebhook.to("https://receiver.example/more").events(MESSAGE_REJECTED);
      assertThrows(TooManyWebhooksException.class, () -> webhooks().create(more));
    } finally {
      made.forEach(id -> webhooks().delete(id));
    }
  }
}
