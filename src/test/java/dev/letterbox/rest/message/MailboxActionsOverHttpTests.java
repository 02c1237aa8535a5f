package dev.letterbox.rest.message;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.letterbox.testing.client.ApiUser;
import dev.letterbox.testing.client.HttpTestBase;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Archive, restore, withdraw, and actions on several messages, over HTTP. */
class MailboxActionsOverHttpTests extends HttpTestBase {

  private static ValidatableResponse perform(ApiUser person, String action, List<Long> ids) {
    return person.post("messages/actions", Map.of("action", action, "ids", ids)).then();
  }

  private static Response perform(ApiUser person, String verb, long id) {
    return person.request().post("api/messages/" + id + "/" + verb);
  }

  private static void assertFolder(ApiUser person, String folder, int... ids) {
    Integer[] expected = Arrays.stream(ids).boxed().toArray(Integer[]::new);
    person
        .get("messages?by=message&folder=" + folder)
        .then()
        .statusCode(200)
        .body("results.id", contains(expected));
  }

  @Test
  void deleted_message_moves_to_the_trash_and_can_be_restored() {
    ApiUser bob = createUser("bob");
    int id = (int) createUser("alice").writeMessage(bob, "Hello");
    bob.get("messages/" + id).then().statusCode(200);
    bob.request().delete("api/messages/" + id).then().statusCode(204);
    bob.get("messages/" + id).then().statusCode(404);
    bob.get("messages").then().body("count", is(0));
    bob.get("messages?folder=trash")
        .then()
        .body("results.id", contains(id))
        .body("results[0].deleted_at", notNullValue());
    perform(bob, "archive", id).then().statusCode(404);
    perform(bob, "restore", id).then().statusCode(204);
    assertFolder(bob, "inbox", id);
  }

  @Test
  void archiving_affects_only_the_side_of_the_caller() {
    ApiUser alice = createUser("alice");
    ApiUser bob = createUser("bob");
    int id = (int) alice.writeMessage(bob, "Hello");
    perform(bob, "archive", id).then().statusCode(204);
    perform(bob, "archive", id).then().statusCode(204);
    assertFolder(bob, "archives", id);
    assertFolder(alice, "sent", id);
    bob.get("unread-count").then().body("unread_count", is(0));
    perform(bob, "restore", id).then().statusCode(204);
    bob.get("unread-count").then().body("unread_count", is(1));
  }

  @Test
  void action_that_includes_foreign_messages_changes_nothing() {
    ApiUser alice = createUser("alice");
    ApiUser bob = createUser("bob");
    long own = alice.writeMessage(bob, "Own");
    long foreign = alice.writeMessage(createUser("eve"), "Foreign");
    for (String action : List.of("archive", "restore", "delete", "read", "unread")) {
      perform(bob, action, List.of(own, foreign)).statusCode(404).body("detail", is("Not found."));
    }
    bob.get("unread-count").then().body("unread_count", is(1));
    perform(bob, "delete", List.of(own)).statusCode(403);
    perform(bob, "read", List.of(own)).statusCode(204);
    perform(bob, "delete", List.of(own)).statusCode(204);
    assertFolder(bob, "trash", (int) own);
  }

  @Test
  void invalid_action_is_rejected_by_field_name() {
    ApiUser bob = createUser("bob");
    bob.post("messages/actions", Map.of("action", "burn", "ids", List.of(0), "threads", "x"))
        .then()
        .statusCode(400)
        .body("errors", hasKey("action"))
        .body("errors", hasKey("ids"))
        .body("errors", hasKey("threads"));
    perform(bob, "read", List.of()).statusCode(204);
  }

  @Test
  void restore_with_an_idempotency_key_is_done_once() {
    ApiUser bob = createUser("bob");
    int id = (int) createUser("alice").writeMessage(bob, "Hello");
    perform(bob, "read", List.of((long) id));
    perform(bob, "archive", id);
    bob.request().delete("api/messages/" + id).then().statusCode(204);
    for (int i = 0; i < 2; i++) {
      bob.request()
          .header("Idempotency-Key", "restore-" + id)
          .post("api/messages/" + id + "/restore")
          .then()
          .statusCode(204);
      assertFolder(bob, "archives", id);
    }
    for (int i = 0; i < 2; i++) {
      bob.request()
          .header("Idempotency-Key", "delete-" + id)
          .contentType("application/json")
          .body(Map.of("action", "delete", "ids", List.of(id)))
          .post("api/messages/actions")
          .then()
          .statusCode(204);
      assertFolder(bob, "trash", id);
    }
  }

  @Test
  void withdrawn_message_is_removed_if_unread_and_emptied_if_read() {
    ApiUser alice = createUser("alice");
    ApiUser bob = createUser("bob");
    long unread = alice.writeMessage(bob, "Unread");
    long read = alice.writeMessage(bob, "Read");
    bob.get("messages/" + read).then().body("subject", is("Read"));
    perform(bob, "withdraw", read).then().statusCode(404);
    perform(alice, "withdraw", unread).then().statusCode(204);
    perform(alice, "withdraw", read).then().statusCode(204);
    perform(alice, "withdraw", read).then().statusCode(204);
    bob.get("messages/" + unread).then().statusCode(404);
    bob.get("messages/" + read)
        .then()
        .statusCode(200)
        .body("subject", nullValue())
        .body("message", is(""))
        .body("withdrawn_at", notNullValue());
    bob.get("messages?search=Read").then().body("count", is(0));
    alice.get("messages/" + read).then().body("subject", nullValue());
  }
}
