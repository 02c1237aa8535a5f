package dev.letterbox.webhook;

import static dev.letterbox.api.event.MessageEventType.MESSAGE_READ;
import static dev.letterbox.api.event.MessageEventType.MESSAGE_REJECTED;
import static dev.letterbox.api.event.MessageEventType.MESSAGE_SENT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.letterbox.api.Broadcast;
import dev.letterbox.api.Message;
import dev.letterbox.api.MessageFilter;
import dev.letterbox.api.NewMessage;
import dev.letterbox.api.Reply;
import dev.letterbox.api.notification.OutboxState;
import dev.letterbox.testing.support.InServerTestBase;
import dev.letterbox.testing.support.WebhookServices;
import dev.letterbox.testing.support.recording.WebhookTestServer.ReceivedRequest;
import dev.letterbox.testing.support.statement.StatementRecorder;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.json.Json;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Which events are delivered to webhooks, and how. */
@Tag("once")
class WebhookDeliveryTests extends InServerTestBase implements WebhookServices {

  private static JsonObject json(ReceivedRequest request) {
    return Json.createReader(new StringReader(request.body())).readObject();
  }

  @Test
  void message_is_delivered_by_a_signed_request() throws Exception {
    withReceiver(
        (receiver, webhook) -> {
          String alice = users().create("alice");
          String bob = users().create("bob");
          Message sent = writeConfidential(alice, bob);
          ReceivedRequest request = awaitRequestsAbout(sent.id(), receiver, 1).get(0);
          assertEquals("application/json", request.header("Content-type"));
          String id = request.header("Webhook-id");
          String timestamp = request.header("Webhook-timestamp");
          assertTrue(id.matches("[a-z0-9-]{5,100}"), id);
          long age = clock().now().getEpochSecond() - Long.parseLong(timestamp);
          assertTrue(age >= 0 && age < 60, "sent " + age + " s ago");
          assertTrue(request.isSignedWith(webhook.secret()));

          JsonObject body = json(request);
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
          assertFalse(request.body().contains("Secret plan"), "no subject");
          assertFalse(request.body().contains("Confidential"), "no text");

          long reply = messages().reply(Reply.to(sent.id()).by(bob).body("Yes")).get(0).id();
          JsonObject answer =
              json(awaitRequestsAbout(reply, receiver, 1).get(0)).getJsonObject("data");
          assertEquals(sent.id(), answer.getInt("parent"));
          assertEquals(sent.id(), answer.getInt("thread"));
          awaitOutbox().until(() -> outboxEntries(webhook, OutboxState.PENDING).isEmpty());
        },
        MESSAGE_SENT);
  }

  @Test
  void broadcast_is_delivered_once_with_the_number_of_recipients() throws Exception {
    withReceiver(
        (receiver, webhook) -> {
          List<String> many = users().createMany("many", 1500);
          long id =
              messages()
                  .broadcast(
                      Broadcast.from(users().create("alice"))
                          .to(many)
                          .subject("All")
                          .tags("news")
                          .view("desk"))
                  .messageId()
                  .getAsLong();
          JsonObject data = json(awaitRequestsAbout(id, receiver, 1).get(0)).getJsonObject("data");
          assertEquals("broadcast", data.getString("kind"));
          assertEquals(1500, data.getInt("deliveries"));
          assertTrue(data.isNull("recipient"));
          assertEquals("news", data.getJsonArray("tags").getString(0));
          assertEquals("desk", data.getString("view"));
          awaitOutbox().until(() -> outboxEntries(webhook, OutboxState.PENDING).isEmpty());
          assertEquals(1, awaitRequestsAbout(id, receiver, 1).size());
        },
        MESSAGE_SENT);
  }

  @Test
  void message_of_a_visitor_is_delivered_without_the_address() throws Exception {
    withReceiver(
        (receiver, webhook) -> {
          String ann = "ann-" + System.nanoTime() + "@mail.example";
          long id =
              messages()
                  .write(NewMessage.fromVisitor(ann).to(users().create("bob")).subject("Offer?"))
                  .get(0)
                  .id();
          ReceivedRequest request = awaitRequestsAbout(id, receiver, 1).get(0);
          assertTrue(json(request).getJsonObject("data").isNull("sender"));
          assertTrue(json(request).getJsonObject("data").getBoolean("visitor"));
          assertFalse(request.body().contains(ann));
        },
        MESSAGE_SENT);
  }

  @Test
  void webhook_receives_only_the_events_it_subscribed_to() throws Exception {
    String mona = users().create("mona");
    String alice = users().create("alice");
    long id =
        writePending(NewMessage.from(alice).to(users().create("bob")).subject("Buy").body("now"));
    withReceiver(
        (receiver, webhook) -> {
          long accepted = writeConfidential(alice, users().create("bob")).id();
          moderation().reject(mona, id, "Spam");
          JsonObject body = json(awaitRequestsAbout(id, receiver, 1).get(0));
          assertEquals("message.rejected", body.getString("type"));
          assertEquals(mona, body.getJsonObject("data").getString("moderator"));
          assertEquals("Spam", body.getJsonObject("data").getString("reason"));
          assertEquals(List.of(), awaitRequestsAbout(accepted, receiver, 0));
        },
        MESSAGE_REJECTED);
  }

  @Test
  void messages_read_together_are_delivered_in_one_request() throws Exception {
    withReceiver(
        (receiver, webhook) -> {
          String bob = users().create("bob");
          String alice = users().create("alice");
          List<Long> ids =
              List.of(writeConfidential(alice, bob).id(), writeConfidential(alice, bob).id());
          mailboxes().markReadUpTo(bob, ids.get(1), MessageFilter.ALL);
          awaitOutbox().until(() -> !receiver.requests().isEmpty());
          JsonObject body = json(receiver.requests().get(0));
          assertEquals("message.read", body.getString("type"));
          assertEquals(bob, body.getJsonObject("data").getString("reader"));
          List<Long> deliveredIds = new ArrayList<>();
          body.getJsonObject("data")
              .getJsonArray("messages")
              .getValuesAs(JsonNumber.class)
              .forEach(number -> deliveredIds.add(number.longValue()));
          assertEquals(ids, deliveredIds);
          awaitOutbox().until(() -> outboxEntries(webhook, OutboxState.PENDING).isEmpty());
        },
        MESSAGE_READ);
  }

  @Test
  void rollback_delivers_nothing_to_webhooks() throws Exception {
    withReceiver(
        (receiver, webhook) -> {
          transaction().begin();
          writeConfidential(users().create("alice"), users().create("bob"));
          assertEquals(1, outboxEntries(webhook, OutboxState.PENDING).size());
          transaction().rollback();
          assertEquals(List.of(), outboxEntries(webhook, OutboxState.PENDING));
          assertTrueAfterPoll(() -> receiver.requests().isEmpty());
        },
        MESSAGE_SENT);
  }

  /** Does what the poller does once a second. */
  private static void refreshWebhooks() {
    CDI.current().select(WebhookRegistry.class).get().refreshLater().run();
  }

  @Test
  void webhook_adds_no_statement_to_sending_a_message() throws Exception {
    String alice = users().create("alice");
    String bob = users().create("bob");
    writeConfidential(alice, bob);
    refreshWebhooks();
    List<String> without = StatementRecorder.capture(() -> writeConfidential(alice, bob));
    List<String> with = new ArrayList<>();
    withReceiver(
        (receiver, webhook) -> {
          refreshWebhooks();
          with.addAll(StatementRecorder.capture(() -> writeConfidential(alice, bob)));
        },
        MESSAGE_SENT);
    assertEquals(without, with);
  }
}
