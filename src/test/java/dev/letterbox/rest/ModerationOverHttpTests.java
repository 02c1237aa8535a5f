package dev.letterbox.rest;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.letterbox.testing.client.OverHttp;
import dev.letterbox.testing.client.Person;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What moderators do over HTTP, where messages are accepted by default. */
public interface ModerationOverHttpTests extends OverHttp {

  private static Response decides(Person moderator, long id, String verb) {
    return moderator.asks().post("api/moderation/" + id + "/" + verb);
  }

  @Test
  default void decision_is_taken_back_and_taken_anew() {
    Person mona = person("mona", "moderator");
    Person alice = person("alice");
    Person bob = person("bob");
    long id = alice.writes(bob, "Doubtful");
    decides(mona, id, "accept")
        .then()
        .statusCode(409)
        .body("detail", is("There is a decision on this message already."));
    decides(mona, id, "take-back")
        .then()
        .statusCode(200)
        .body("moderation_status", is("pending"))
        .body("moderation_by", is(mona.name()))
        .body("ratings", empty());
    bob.gets("messages/" + id).then().statusCode(404);
    bob.gets("messages").then().body("count", is(0));
    mona.gets("moderation?sender=" + alice.name())
        .then()
        .statusCode(200)
        .body("count", is(1))
        .body("results.id", contains((int) id));
    mona.posts("moderation/" + id + "/reject", Map.of("reason", " Not here "))
        .then()
        .statusCode(200)
        .body("moderation_status", is("rejected"))
        .body("moderation_reason", is("Not here"));
    alice
        .gets("messages/" + id)
        .then()
        .body("moderation_status", is("rejected"))
        .body("moderation_reason", is("Not here"));
    mona.gets("moderation?sender=" + alice.name()).then().body("count", is(0));
    mona.gets("moderation?status=rejected&cursor=&limit=1&sender=" + alice.name())
        .then()
        .body("count", nullValue())
        .body("results.id", contains((int) id))
        .body("next", nullValue());
    decides(mona, id, "take-back").then().statusCode(200);
    decides(mona, id, "take-back").then().statusCode(409);
    decides(mona, id, "accept").then().statusCode(200).body("moderation_reason", nullValue());
    bob.gets("messages/" + id).then().statusCode(200);
  }

  @Test
  default void decision_with_a_key_is_taken_once_and_answered_again() {
    Person mona = person("mona", "moderator");
    long id = person("alice").writes(person("bob"), "Key");
    for (int i = 0; i < 2; i++) {
      mona.asks()
          .header("Idempotency-Key", "take-back-" + id)
          .post("api/moderation/" + id + "/take-back")
          .then()
          .statusCode(200)
          .body("moderation_status", is("pending"));
    }
    mona.asks()
        .header("Idempotency-Key", "not a key")
        .post("api/moderation/" + id + "/take-back")
        .then()
        .statusCode(400)
        .body("errors", hasKey("Idempotency-Key"));
  }

  @Test
  default void only_moderators_see_what_others_wrote() {
    Person alice = person("alice");
    long id = alice.writes(person("bob"), "Private");
    alice.gets("moderation").then().statusCode(403);
    alice.gets("moderation/" + id).then().statusCode(403);
    decides(alice, id, "take-back").then().statusCode(403);
    Person mona = person("mona", "moderator");
    mona.gets("moderation/" + id)
        .then()
        .statusCode(200)
        .body("subject", is("Private"))
        .body("moderation_date", notNullValue())
        .body("moderation_by", nullValue());
    for (String none : List.of("0", "abc", "999999999999999999")) {
      mona.gets("moderation/" + none).then().statusCode(404);
    }
  }

  @Test
  default void bad_reason_and_bad_parameters_are_named() {
    Person mona = person("mona", "moderator");
    long id = person("alice").writes(person("bob"), "Reasons");
    decides(mona, id, "take-back").then().statusCode(200);
    for (String bad : List.of("x".repeat(121), "a\r\nb", "a\0b")) {
      mona.posts("moderation/" + id + "/reject", Map.of("reason", bad))
          .then()
          .statusCode(400)
          .body("errors", hasKey("reason"));
    }
    mona.gets("moderation?status=maybe&created_after=soon&limit=0&ordering=sender&cursor=abc")
        .then()
        .statusCode(400)
        .body("errors.keySet()", is(Set.of("status", "created", "limit", "ordering", "cursor")));
  }

  @Test
  default void visitor_is_told_the_same_whoever_he_writes_to() {
    Person bob = person("bob");
    Person gone = person("gone");
    asAdmin()
        .contentType("application/json")
        .body("{\"active\":false}")
        .patch("api/accounts/" + gone.name())
        .then()
        .statusCode(200);
    String email = "ann-" + bob.name() + "@mail.example.org";
    for (String name : List.of(bob.name(), gone.name(), "nobody-is-called-this")) {
      Response taken = visits(email, name);
      taken
          .then()
          .statusCode(202)
          .body("keySet()", is(Set.of("received")))
          .header("Location", nullValue());
    }
    bob.gets("messages")
        .then()
        .body("count", is(1))
        .body("results[0].sender", nullValue())
        .body("results[0].visitor", matchesPattern("[0-9a-f]{4}\\.\\.[0-9a-f]{4}@mail\\.example"));
    long id = bob.gets("messages").jsonPath().getLong("results[0].id");
    bob.posts("messages/" + id + "/replies", Map.of("message", "Yes"))
        .then()
        .statusCode(201)
        .body("results[0].recipient", nullValue());
    bob.gets("messages?folder=sent")
        .then()
        .body("results[0].visitor", notNullValue())
        .body("results[0].read_at", notNullValue());
  }

  private Response visits(String email, String recipient) {
    return asNobody()
        .contentType("application/json")
        .body(
            Map.of(
                "email", email, "recipients", List.of(recipient), "subject", "s", "message", "m"))
        .post("api/visitors/messages");
  }

  @Test
  default void visitor_who_is_wrong_is_told_what_is_wrong() {
    asNobody()
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
    asNobody()
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
