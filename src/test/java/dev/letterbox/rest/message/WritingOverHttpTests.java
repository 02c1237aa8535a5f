package dev.letterbox.rest.message;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.letterbox.testing.client.ApiUser;
import dev.letterbox.testing.client.HttpTestBase;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Replies, drafts, recipients and blocks over HTTP. */
class WritingOverHttpTests extends HttpTestBase {

  private static Response reply(ApiUser person, long messageId, Map<String, ?> body) {
    return person.post("messages/" + messageId + "/replies", body);
  }

  @Test
  void reply_with_an_idempotency_key_is_created_once() {
    ApiUser alice = createUser("alice");
    ApiUser bob = createUser("bob");
    long lunch = alice.writeMessage(bob, "Lunch?");
    String key = UUID.randomUUID().toString();
    Response first =
        bob.request()
            .header("Idempotency-Key", key)
            .contentType(ContentType.JSON)
            .body(Map.of("message", "Yes."))
            .post("api/messages/" + lunch + "/replies");
    first
        .then()
        .statusCode(201)
        .body("results", hasSize(1))
        .body("results[0].recipient", is(alice.name()))
        .body("results[0].thread", is((int) lunch))
        .body("results[0].moderation_status", is("accepted"));
    bob.request()
        .header("Idempotency-Key", key)
        .contentType(ContentType.JSON)
        .body(Map.of("message", "Yes."))
        .post("api/messages/" + lunch + "/replies")
        .then()
        .statusCode(201)
        .header("Location", is(first.header("Location")));
    alice
        .request()
        .get(first.header("Location"))
        .then()
        .statusCode(200)
        .body("subject", is("Re: Lunch?"))
        .body("message", is("Yes."))
        .body("sender", is(bob.name()));
    bob.get("messages/" + lunch)
        .then()
        .body("replied_at", notNullValue())
        .body("read_at", notNullValue());
  }

  @Test
  void reply_may_have_copies_and_its_own_subject() {
    ApiUser alice = createUser("alice");
    ApiUser bob = createUser("bob");
    ApiUser carol = createUser("carol");
    long lunch = alice.writeMessage(bob, "Lunch?");
    reply(
            bob,
            lunch,
            Map.of(
                "message",
                "Soup.",
                "subject",
                "Soup",
                "copies",
                List.of(carol.name()),
                "auto_archive",
                true,
                "skip_notification",
                true))
        .then()
        .statusCode(201)
        .body("results.recipient", contains(alice.name(), carol.name()));
    carol.get("messages").then().body("results[0].subject", is("Soup"));
  }

  @Test
  void reply_to_an_inaccessible_message_or_a_notice_is_rejected() {
    ApiUser alice = createUser("alice");
    ApiUser bob = createUser("bob");
    long lunch = alice.writeMessage(bob, "Lunch?");
    Map<String, String> body = Map.of("message", "Yes.");
    reply(alice, lunch, body).then().statusCode(404);
    reply(createUser("carol"), lunch, body).then().statusCode(404);
    bob.post("messages/nonsense/replies", body).then().statusCode(404);
    ApiUser bruno = createUser("bruno", "broadcaster");
    bruno.post("notices", Map.of("recipients", List.of(bob.name()), "message", "Notice"));
    long notice = bob.get("messages").jsonPath().getLong("results[0].id");
    reply(bob, notice, body)
        .then()
        .statusCode(409)
        .body("detail", is("A notice has no sender, so it cannot be replied to."));
  }

  @Test
  void invalid_reply_reports_every_field() {
    ApiUser alice = createUser("alice");
    ApiUser bob = createUser("bob");
    long lunch = alice.writeMessage(bob, "Lunch?");
    reply(bob, lunch, Map.of("subject", "a\r\nb", "copies", List.of("unknown-user")))
        .then()
        .statusCode(400)
        .body("errors.subject", contains("Control characters and line breaks are not allowed."))
        .body(
            "errors.copies",
            contains("Some usernames are unknown or no more active: unknown-user."));
    reply(bob, lunch, Map.of("copies", "carol", "colour", "red"))
        .then()
        .statusCode(400)
        .body("errors.copies", contains("Must be a list of strings."))
        .body("errors.colour", contains("Unknown field."));
  }

  @Test
  void blocked_user_is_rejected_by_name_until_unblocked() {
    ApiUser alice = createUser("alice");
    ApiUser bob = createUser("bob");
    for (int i = 0; i < 2; i++) {
      alice.request().put("api/blocks/" + bob.name()).then().statusCode(204);
    }
    alice
        .get("blocks")
        .then()
        .statusCode(200)
        .body("results.name", contains(bob.name()))
        .body("results[0].created", endsWith("Z"));
    bob.post("messages", Map.of("recipients", List.of(alice.name()), "subject", "Hello"))
        .then()
        .statusCode(400)
        .body(
            "errors.recipients",
            contains(
                "Writing to some users is not possible: " + alice.name() + " (has blocked you)."));
    bob.get("recipients?q=" + alice.name()).then().body("results", empty());
    for (int i = 0; i < 2; i++) {
      alice.request().delete("api/blocks/" + bob.name()).then().statusCode(204);
    }
    alice.get("blocks").then().body("results", empty());
    bob.writeMessage(alice, "Hello");
  }

  @Test
  void blocking_an_unknown_user_is_404_and_oneself_400() {
    ApiUser alice = createUser("alice");
    alice.request().put("api/blocks/unknown-user").then().statusCode(404);
    alice.request().delete("api/blocks/unknown-user").then().statusCode(404);
    alice
        .request()
        .put("api/blocks/" + alice.name())
        .then()
        .statusCode(400)
        .body("errors.user", contains("Users cannot block themselves."));
  }

  @Test
  void recipients_are_found_by_prefix() {
    ApiUser alice = createUser("alice");
    asDemoUser("bob")
        .get("api/recipients?q=ALICE a")
        .then()
        .statusCode(200)
        .body("results[0].name", is("alice"))
        .body("results[0].display_name", is("Alice Archer"));
    alice.get("recipients?q=a&limit=1").then().body("results", hasSize(1));
    alice
        .get("recipients?limit=51")
        .then()
        .statusCode(400)
        .body("errors.q", contains("Give the beginning of a name."))
        .body("errors.limit", contains("Must be from 1 to 50."));
  }

  @Test
  void draft_is_prefilled_and_lists_unavailable_recipients() {
    ApiUser alice = createUser("alice");
    ApiUser bob = createUser("bob");
    alice
        .get("messages/draft?to=" + bob.name() + "&to=unknown-user&subject=Lunch?&message=Dear Bob")
        .then()
        .statusCode(200)
        .body("recipients.name", contains(bob.name()))
        .body("subject", is("Lunch?"))
        .body("message", is("Dear Bob"))
        .body("reply_to", nullValue())
        .body("problems", contains("Some usernames are unknown or no more active: unknown-user."));
    alice
        .get("messages/draft?reply_to=x&quick=maybe")
        .then()
        .statusCode(400)
        .body("errors.reply_to", contains("Must be the id of a message."))
        .body("errors.quick", contains("Must be true or false."));
  }

  @Test
  void draft_of_a_reply_quotes_the_message_and_marks_nothing_read() {
    ApiUser alice = createUser("alice");
    ApiUser bob = createUser("bob");
    alice.post(
        "messages",
        Map.of("recipients", List.of(bob.name()), "subject", "Lunch?", "message", "At noon."));
    long lunch = bob.get("messages?mark_read=false").jsonPath().getLong("results[0].id");
    bob.get("messages/draft?reply_to=" + lunch)
        .then()
        .statusCode(200)
        .body("reply_to", is((int) lunch))
        .body("recipients.name", contains(alice.name()))
        .body("subject", is("Re: Lunch?"))
        .body("message", is("\n\n" + alice.name() + " wrote:\n> At noon.\n"));
    bob.get("messages/draft?quick=true&reply_to=" + lunch).then().body("message", is(""));
    alice.get("messages/draft?reply_to=" + lunch).then().statusCode(404);
    assertEquals(1, bob.unreadCount());
  }
}
