package dev.letterbox.notification;

import static dev.letterbox.api.WebhookEvent.MESSAGE_READ;
import static dev.letterbox.api.WebhookEvent.MESSAGE_REJECTED;
import static dev.letterbox.api.WebhookEvent.MESSAGE_SENT;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.letterbox.api.Broadcast;
import dev.letterbox.api.Message;
import dev.letterbox.api.MessageFilter;
import dev.letterbox.api.NewMessage;
import dev.letterbox.api.OutboxState;
import dev.letterbox.api.Reply;
import dev.letterbox.testing.HttpReceiver.Heard;
import dev.letterbox.testing.Statements;
import dev.letterbox.testing.WebhookServices;
import dev.letterbox.webhook.Webhooks;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.json.Json;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What applications elsewhere are told of events. */
public interface WebhookTests extends WebhookServices {

  private static JsonObject json(Heard heard) {
    return Json.createReader(new StringReader(heard.body())).readObject();
  }

  @Test
  default void webhook_is_told_of_a_message_by_a_request_that_is_signed() throws Exception {
    hearing(
        (receiver, webhook) -> {
          String alice = users().named("alice");
          String bob = users().named("bob");
          Message sent = writeSecret(alice, bob);
          Heard heard = heardOf(sent.id(), receiver, 1).get(0);
          assertEquals("application/json", heard.header("Content-type"));
          String id = heard.header("Webhook-id");
          String timestamp = heard.header("Webhook-timestamp");
          assertTrue(id.matches("[a-z0-9-]{5,100}"), id);
          long age = clock().now().getEpochSecond() - Long.parseLong(timestamp);
          assertTrue(age >= 0 && age < 60, "sent " + age + " s ago");
          assertTrue(heard.isSignedWith(webhook.secret()));

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
          long accepted = writeSecret(alice, users().named("bob")).id();
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
          List<Long> ids = List.of(writeSecret(alice, bob).id(), writeSecret(alice, bob).id());
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
          writeSecret(users().named("alice"), users().named("bob"));
          assertEquals(1, waitingFor(webhook, OutboxState.WAITING).size());
          transaction().rollback();
          assertEquals(List.of(), waitingFor(webhook, OutboxState.WAITING));
          outlastsASweep(() -> receiver.heard().isEmpty());
        },
        MESSAGE_SENT);
  }

  @Test
  default void message_costs_no_statement_more_for_a_webhook() throws Exception {
    String alice = users().named("alice");
    String bob = users().named("bob");
    writeSecret(alice, bob);
    List<String> without = Statements.during(() -> writeSecret(alice, bob));
    List<String> with = new ArrayList<>();
    hearing(
        (receiver, webhook) -> {
          CDI.current().select(Webhooks.class).get().refresh(); // as each second
          with.addAll(Statements.during(() -> writeSecret(alice, bob)));
        },
        MESSAGE_SENT);
    assertEquals(without, with);
  }
}
