package dev.letterbox.rest;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.letterbox.testing.client.OverHttp;
import dev.letterbox.testing.client.Person;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Replies, drafts, recipients and blocks over HTTP. */
public interface WritingOverHttpTests extends OverHttp {

  private static Response replies(Person person, long messageId, Map<String, ?> body) {
    return person.posts("messages/" + messageId + "/replies", body);
  }

  @Test
  default void reply_is_created_once_under_a_key_and_points_to_itself() {
    Person alice = person("alice");
    Person bob = person("bob");
    long lunch = alice.writes(bob, "Lunch?");
    String key = UUID.randomUUID().toString();
    Response first =
        bob.asks()
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
    bob.asks()
        .header("Idempotency-Key", key)
        .contentType(ContentType.JSON)
        .body(Map.of("message", "Yes."))
        .post("api/messages/" + lunch + "/replies")
        .then()
        .statusCode(201)
        .header("Location", is(first.header("Location")));
    alice
        .asks()
        .get(first.header("Location"))
        .then()
        .statusCode(200)
        .body("subject", is("Re: Lunch?"))
        .body("message", is("Yes."))
        .body("sender", is(bob.name()));
    bob.gets("messages/" + lunch)
        .then()
        .body("replied_at", notNullValue())
        .body("read_at", notNullValue());
  }

  @Test
  default void reply_has_copies_and_a_subject_of_its_own_when_they_are_given() {
    Person alice = person("alice");
    Person bob = person("bob");
    Person carol = person("carol");
    long lunch = alice.writes(bob, "Lunch?");
    replies(
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
    carol.gets("messages").then().body("results[0].subject", is("Soup"));
  }

  @Test
  default void what_can_not_be_replied_to_is_not_found_or_says_why() {
    Person alice = person("alice");
    Person bob = person("bob");
    long lunch = alice.writes(bob, "Lunch?");
    Map<String, String> body = Map.of("message", "Yes.");
    replies(alice, lunch, body).then().statusCode(404);
    replies(person("carol"), lunch, body).then().statusCode(404);
    bob.posts("messages/nonsense/replies", body).then().statusCode(404);
    Person bruno = person("bruno", "broadcaster");
    bruno.posts("notices", Map.of("recipients", List.of(bob.name()), "message", "Notice"));
    long notice = bob.gets("messages").jsonPath().getLong("results[0].id");
    replies(bob, notice, body)
        .then()
        .statusCode(409)
        .body("detail", is("A notice has no sender, so there is nobody to reply to."));
  }

  @Test
  default void bad_reply_names_every_member() {
    Person alice = person("alice");
    Person bob = person("bob");
    long lunch = alice.writes(bob, "Lunch?");
    replies(bob, lunch, Map.of("subject", "a\r\nb", "copies", List.of("nobody-of-this-name")))
        .then()
        .statusCode(400)
        .body("errors.subject", contains("Control characters and line breaks are not allowed."))
        .body(
            "errors.copies",
            contains("Some usernames are unknown or no more active: nobody-of-this-name."));
    replies(bob, lunch, Map.of("copies", "carol", "colour", "red"))
        .then()
        .statusCode(400)
        .body("errors.copies", contains("Must be a list of texts."))
        .body("errors.colour", contains("Unknown field."));
  }

  @Test
  default void blocked_user_is_refused_by_name_until_the_block_is_taken_away() {
    Person alice = person("alice");
    Person bob = person("bob");
    for (int i = 0; i < 2; i++) {
      alice.asks().put("api/blocks/" + bob.name()).then().statusCode(204);
    }
    alice
        .gets("blocks")
        .then()
        .statusCode(200)
        .body("results.name", contains(bob.name()))
        .body("results[0].created", endsWith("Z"));
    bob.posts("messages", Map.of("recipients", List.of(alice.name()), "subject", "Hello"))
        .then()
        .statusCode(400)
        .body(
            "errors.recipients",
            contains(
                "Writing to some users is not possible: " + alice.name() + " (has blocked you)."));
    bob.gets("recipients?q=" + alice.name()).then().body("results", empty());
    for (int i = 0; i < 2; i++) {
      alice.asks().delete("api/blocks/" + bob.name()).then().statusCode(204);
    }
    alice.gets("blocks").then().body("results", empty());
    bob.writes(alice, "Hello");
  }

  @Test
  default void block_of_nobody_is_not_found_and_of_oneself_refused() {
    Person alice = person("alice");
    alice.asks().put("api/blocks/nobody-of-this-name").then().statusCode(404);
    alice.asks().delete("api/blocks/nobody-of-this-name").then().statusCode(404);
    alice
        .asks()
        .put("api/blocks/" + alice.name())
        .then()
        .statusCode(400)
        .body("errors.user", contains("Nobody can block himself."));
  }

  @Test
  default void recipients_are_found_by_what_is_typed() {
    Person alice = person("alice");
    as("bob")
        .get("api/recipients?q=ALICE a")
        .then()
        .statusCode(200)
        .body("results[0].name", is("alice"))
        .body("results[0].display_name", is("Alice Archer"));
    alice.gets("recipients?q=a&limit=1").then().body("results", hasSize(1));
    alice
        .gets("recipients?limit=51")
        .then()
        .statusCode(400)
        .body("errors.q", contains("Give the beginning of a name."))
        .body("errors.limit", contains("Must be from 1 to 50."));
  }

  @Test
  default void draft_is_prefilled_and_says_who_can_not_be_written_to() {
    Person alice = person("alice");
    Person bob = person("bob");
    alice
        .gets("messages/draft?to=" + bob.name() + "&to=nobody&subject=Lunch?&message=Dear Bob")
        .then()
        .statusCode(200)
        .body("recipients.name", contains(bob.name()))
        .body("subject", is("Lunch?"))
        .body("message", is("Dear Bob"))
        .body("reply_to", nullValue())
        .body("problems", contains("Some usernames are unknown or no more active: nobody."));
    alice
        .gets("messages/draft?reply_to=x&quick=maybe")
        .then()
        .statusCode(400)
        .body("errors.reply_to", contains("Must be the id of a message."))
        .body("errors.quick", contains("Must be true or false."));
  }

  @Test
  default void draft_of_a_reply_quotes_and_marks_nothing() {
    Person alice = person("alice");
    Person bob = person("bob");
    alice.posts(
        "messages",
        Map.of("recipients", List.of(bob.name()), "subject", "Lunch?", "message", "At noon."));
    long lunch = bob.gets("messages?mark_read=false").jsonPath().getLong("results[0].id");
    bob.gets("messages/draft?reply_to=" + lunch)
        .then()
        .statusCode(200)
        .body("reply_to", is((int) lunch))
        .body("recipients.name", contains(alice.name()))
        .body("subject", is("Re: Lunch?"))
        .body("message", is("\n\n" + alice.name() + " wrote:\n> At noon.\n"));
    bob.gets("messages/draft?quick=true&reply_to=" + lunch).then().body("message", is(""));
    alice.gets("messages/draft?reply_to=" + lunch).then().statusCode(404);
    assertEquals(1, bob.unread());
  }
}
