package dev.letterbox.rest;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.letterbox.testing.client.OverHttp;
import dev.letterbox.testing.client.Person;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Archive, restore, withdraw, and actions on several messages, over HTTP. */
public interface ActionsOverHttpTests extends OverHttp {

  private static ValidatableResponse does(Person person, String action, List<Long> ids) {
    return person.posts("messages/actions", Map.of("action", action, "ids", ids)).then();
  }

  private static Response does(Person person, String verb, long id) {
    return person.asks().post("api/messages/" + id + "/" + verb);
  }

  private static void holds(Person person, String folder, int... ids) {
    Integer[] expected = Arrays.stream(ids).boxed().toArray(Integer[]::new);
    person
        .gets("messages?by=message&folder=" + folder)
        .then()
        .statusCode(200)
        .body("results.id", contains(expected));
  }

  @Test
  default void deleted_message_is_gone_and_lies_in_the_trash_and_can_be_restored() {
    Person bob = person("bob");
    int id = (int) person("alice").writes(bob, "Hello");
    bob.gets("messages/" + id).then().statusCode(200);
    bob.asks().delete("api/messages/" + id).then().statusCode(204);
    bob.gets("messages/" + id).then().statusCode(404);
    bob.gets("messages").then().body("count", is(0));
    bob.gets("messages?folder=trash")
        .then()
        .body("results.id", contains(id))
        .body("results[0].deleted_at", notNullValue());
    does(bob, "archive", id).then().statusCode(404);
    does(bob, "restore", id).then().statusCode(204);
    holds(bob, "inbox", id);
  }

  @Test
  default void archived_message_is_found_in_the_archives_of_this_side_only() {
    Person alice = person("alice");
    Person bob = person("bob");
    int id = (int) alice.writes(bob, "Hello");
    does(bob, "archive", id).then().statusCode(204);
    does(bob, "archive", id).then().statusCode(204);
    holds(bob, "archives", id);
    holds(alice, "sent", id);
    bob.gets("unread-count").then().body("unread_count", is(0));
    does(bob, "restore", id).then().statusCode(204);
    bob.gets("unread-count").then().body("unread_count", is(1));
  }

  @Test
  default void action_on_foreign_ids_among_own_ones_changes_nothing() {
    Person alice = person("alice");
    Person bob = person("bob");
    long own = alice.writes(bob, "Own");
    long foreign = alice.writes(person("eve"), "Foreign");
    for (String action : List.of("archive", "restore", "delete", "read", "unread")) {
      does(bob, action, List.of(own, foreign)).statusCode(404).body("detail", is("Not found."));
    }
    bob.gets("unread-count").then().body("unread_count", is(1));
    does(bob, "delete", List.of(own)).statusCode(403);
    does(bob, "read", List.of(own)).statusCode(204);
    does(bob, "delete", List.of(own)).statusCode(204);
    holds(bob, "trash", (int) own);
  }

  @Test
  default void bad_action_is_refused_by_the_names_of_its_members() {
    Person bob = person("bob");
    bob.posts("messages/actions", Map.of("action", "burn", "ids", List.of(0), "threads", "x"))
        .then()
        .statusCode(400)
        .body("errors", hasKey("action"))
        .body("errors", hasKey("ids"))
        .body("errors", hasKey("threads"));
    does(bob, "read", List.of()).statusCode(204);
  }

  @Test
  default void restore_with_a_key_is_done_once_however_often_it_is_sent() {
    Person bob = person("bob");
    int id = (int) person("alice").writes(bob, "Hello");
    does(bob, "read", List.of((long) id));
    does(bob, "archive", id);
    bob.asks().delete("api/messages/" + id).then().statusCode(204);
    for (int i = 0; i < 2; i++) {
      bob.asks()
          .header("Idempotency-Key", "restore-" + id)
          .post("api/messages/" + id + "/restore")
          .then()
          .statusCode(204);
      holds(bob, "archives", id);
    }
    for (int i = 0; i < 2; i++) {
      bob.asks()
          .header("Idempotency-Key", "delete-" + id)
          .contentType("application/json")
          .body(Map.of("action", "delete", "ids", List.of(id)))
          .post("api/messages/actions")
          .then()
          .statusCode(204);
      holds(bob, "trash", id);
    }
  }

  @Test
  default void withdrawn_message_vanishes_or_loses_its_text() {
    Person alice = person("alice");
    Person bob = person("bob");
    long unread = alice.writes(bob, "Unread");
    long read = alice.writes(bob, "Read");
    bob.gets("messages/" + read).then().body("subject", is("Read"));
    does(bob, "withdraw", read).then().statusCode(404);
    does(alice, "withdraw", unread).then().statusCode(204);
    does(alice, "withdraw", read).then().statusCode(204);
    does(alice, "withdraw", read).then().statusCode(204);
    bob.gets("messages/" + unread).then().statusCode(404);
    bob.gets("messages/" + read)
        .then()
        .statusCode(200)
        .body("subject", nullValue())
        .body("message", is(""))
        .body("withdrawn_at", notNullValue());
    bob.gets("messages?search=Read").then().body("count", is(0));
    alice.gets("messages/" + read).then().body("subject", nullValue());
  }
}
