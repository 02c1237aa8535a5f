package dev.letterbox.rest.moderation;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.letterbox.testing.client.ApiUser;
import dev.letterbox.testing.client.HttpTestBase;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Moderation and messages of visitors over HTTP, where messages are accepted by default. */
class ModerationOverHttpTests extends HttpTestBase {

  private static Response decide(ApiUser moderator, long id, String verb) {
    return moderator.request().post("api/moderation/" + id + "/" + verb);
  }

  @Test
  void decision_can_be_taken_back_and_repeated() {
    ApiUser mona = createUser("mona", "moderator");
    ApiUser alice = createUser("alice");
    ApiUser bob = createUser("bob");
    long id = alice.writeMessage(bob, "Doubtful");
    decide(mona, id, "accept")
        .then()
        .statusCode(409)
        .body("detail", is("There is a decision on this message already."));
    decide(mona, id, "take-back")
        .then()
        .statusCode(200)
        .body("moderation_status", is("pending"))
        .body("moderation_by", is(mona.name()))
        .body("ratings", empty());
    bob.get("messages/" + id).then().statusCode(404);
    bob.get("messages").then().body("count", is(0));
    mona.get("moderation?sender=" + alice.name())
        .then()
        .statusCode(200)
        .body("count", is(1))
        .body("results.id", contains((int) id));
    mona.post("moderation/" + id + "/reject", Map.of("reason", " Not here "))
        .then()
        .statusCode(200)
        .body("moderation_status", is("rejected"))
        .body("moderation_reason", is("Not here"));
    alice
        .get("messages/" + id)
        .then()
        .body("moderation_status", is("rejected"))
        .body("moderation_reason", is("Not here"));
    mona.get("moderation?sender=" + alice.name()).then().body("count", is(0));
    mona.get("moderation?status=rejected&cursor=&limit=1&sender=" + alice.name())
        .then()
        .body("count", nullValue())
        .body("results.id", contains((int) id))
        .body("next", nullValue());
    decide(mona, id, "take-back").then().statusCode(200);
    decide(mona, id, "take-back").then().statusCode(409);
    decide(mona, id, "accept").then().statusCode(200).body("moderation_reason", nullValue());
    bob.get("messages/" + id).then().statusCode(200);
  }

  @Test
  void decision_with_an_idempotency_key_is_taken_once() {
    ApiUser mona = createUser("mona", "moderator");
    long id = createUser("alice").writeMessage(createUser("bob"), "Key");
    for (int i = 0; i < 2; i++) {
      mona.request()
          .header("Idempotency-Key", "take-back-" + id)
          .post("api/moderation/" + id + "/take-back")
          .then()
          .statusCode(200)
          .body("moderation_status", is("pending"));
    }
    mona.request()
        .header("Idempotency-Key", "not a key")
        .post("api/moderation/" + id + "/take-back")
        .then()
        .statusCode(400)
        .body("errors", hasKey("Idempotency-Key"));
  }

  @Test
  void only_moderators_see_messages_of_others() {
    ApiUser alice = createUser("alice");
    long id = alice.writeMessage(createUser("bob"), "Private");
    alice.get("moderation").then().statusCode(403);
    alice.get("moderation/" + id).then().statusCode(403);
    decide(alice, id, "take-back").then().statusCode(403);
    ApiUser mona = createUser("mona", "moderator");
    mona.get("moderation/" + id)
        .then()
        .statusCode(200)
        .body("subject", is("Private"))
        .body("moderation_date", notNullValue())
        .body("moderation_by", nullValue());
    for (String none : List.of("0", "abc", "999999999999999999")) {
      mona.get("moderation/" + none).then().statusCode(404);
    }
  }

  @Test
  void invalid_reason_and_parameters_are_reported_by_name() {
    ApiUser mona = createUser("mona", "moderator");
    long id = createUser("alice").writeMessage(createUser("bob"), "Reasons");
    decide(mona, id, "take-back").then().statusCode(200);
    for (String bad : List.of("x".repeat(121), "a\r\nb", "a\0b")) {
      mona.post("moderation/" + id + "/reject", Map.of("reason", bad))
          .then()
          .statusCode(400)
          .body("errors", hasKey("reason"));
    }
    mona.get("moderation?status=maybe&created_after=soon&limit=0&ordering=sender&cursor=abc")
        .then()
        .statusCode(400)
        .body("errors.keySet()", is(Set.of("status", "created", "limit", "ordering", "cursor")));
  }

  @Test
  void response_to_a_visitor_does_not_reveal_whether_the_recipient_exists() {
    ApiUser bob = createUser("bob");
    ApiUser gone = createUser("gone");
    asAdmin()
        .contentType("application/json")
        .body("{\"active\":false}")
        .patch("api/accounts/" + gone.name())
        .then()
        .statusCode(200);
    String email = "ann-" + bob.name() + "@mail.example.org";
    for (String name : List.of(bob.name(), gone.name(), "unknown-recipient")) {
      Response response = writeAsVisitor(email, name);
      response
          .then()
          .statusCode(202)
          .body("keySet()", is(Set.of("received")))
          .header("Location", nullValue());
    }
    bob.get("messages")
        .then()
        .body("count", is(1))
        .body("results[0].sender", nullValue())
        .body("results[0].visitor", matchesPattern("[0-9a-f]{4}\\.\\.[0-9a-f]{4}@mail\\.example"));
    long id = bob.get("messages").jsonPath().getLong("results[0].id");
    bob.post("messages/" + id + "/replies", Map.of("message", "Yes"))
        .then()
        .statusCode(201)
        .body("results[0].recipient", nullValue());
    bob.get("messages?folder=sent")
        .then()
        .body("results[0].visitor", notNullValue())
        .body("results[0].read_at", notNullValue());
  }

  private Response writeAsVisitor(String email, String recipient) {
    return anonymous()
        .contentType("application/json")
        .body(
            Map.of(
                "email", email, "recipients", List.of(recipient), "subject", "s", "message", "m"))
        .post("api/visitors/messages");
  }

  @Test
  void invalid_visitor_message_is_reported_by_field() {
    anonymous()
        .contentType("application/json")
        .body(
            Map.of(
                "email", "ann@example.org\r\nBcc: x@example.org",
                "recipients", List.of("a", "b"),
                "subject", "\n",
                "sender", "alice"))
        .post("api/visitors/messages")
        .then()
        .statusCode(400)
        .body("errors.keySet()", is(Set.of("sender")));
    anonymous()
        .contentType("application/json")
        .body(
            Map.of(
                "email", "ann@example.org\r\nBcc: x@example.org",
                "recipients", List.of("a", "b"),
                "subject", "\n"))
        .post("api/visitors/messages")
        .then()
        .statusCode(400)
        .body("errors.keySet()", is(Set.of("email", "recipients", "subject")));
  }
}
