package dev.letterbox.rest.message;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasEntry;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.letterbox.testing.client.ApiUser;
import dev.letterbox.testing.client.HttpTestBase;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The views. */
class MessageReadingTests extends HttpTestBase {

  /** Creates notices for a user, oldest first. */
  private void createNotices(ApiUser reader, int number) {
    ApiUser broadcaster = createUser("bruno", "broadcaster");
    for (int i = 0; i < number; i++) {
      broadcaster
          .post(
              "notices",
              Map.of(
                  "recipients",
                  List.of(reader.name()),
                  "message",
                  "Hello " + i,
                  "extra_tags",
                  List.of("t" + i),
                  "view",
                  "demo:index"))
          .then()
          .statusCode(201);
    }
  }

  @Test
  void unread_count_counts_the_unread_messages_of_the_inbox() {
    ApiUser bob = createUser("bob");
    bob.get("unread-count").then().statusCode(200).body("", equalTo(Map.of("unread_count", 0)));
    createNotices(bob, 2);
    bob.get("unread-count")
        .then()
        .statusCode(200)
        .contentType("application/json")
        .header("Cache-Control", containsString("private"))
        .body("", equalTo(Map.of("unread_count", 2)));
  }

  @Test
  void list_is_an_envelope_newest_first_with_absolute_links() {
    ApiUser bob = createUser("bob");
    createNotices(bob, 13);
    String url = base() + "api/messages";
    Response first = bob.get("messages");
    first
        .then()
        .statusCode(200)
        .body("count", is(13))
        .body("next", is(url + "?limit=10&offset=10"))
        .body("previous", nullValue())
        .body("results.message[0]", is("Hello 12"))
        .body("results.message[9]", is("Hello 3"));
    bob.request()
        .get(first.<String>path("next"))
        .then()
        .statusCode(200)
        .body("next", nullValue())
        .body("previous", is(url + "?limit=10"))
        .body("results.message", contains("Hello 2", "Hello 1", "Hello 0"));
    bob.get("messages?limit=5&offset=7")
        .then()
        .body("next", is(url + "?limit=5&offset=12"))
        .body("previous", is(url + "?limit=5&offset=2"));
    bob.get("messages?offset=99")
        .then()
        .statusCode(200)
        .body("count", is(13))
        .body("results", empty())
        .body("next", nullValue())
        .body("previous", notNullValue());
  }

  @Test
  void links_keep_other_parameters() {
    ApiUser bob = createUser("bob");
    createNotices(bob, 2);
    bob.request()
        .urlEncodingEnabled(false)
        .get("api/messages?offset=0&limit=1&utm=x%26y")
        .then()
        .body("next", is(base() + "api/messages?utm=x%26y&limit=1&offset=1"));
  }

  @Test
  void message_has_the_fields_of_drf_messages() {
    ApiUser bob = createUser("bob");
    createNotices(bob, 1);
    Response message = bob.get("messages");
    String time = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,6})?Z";
    message
        .then()
        .body("results[0].id", notNullValue())
        .body("results[0].message", is("Hello 0"))
        .body("results[0].level", is(20))
        .body("results[0].level_tag", is("info"))
        .body("results[0].extra_tags", contains("t0"))
        .body("results[0].view", is("demo:index"))
        .body("results[0].created", matchesPattern(time))
        .body("results[0]", hasEntry("read_at", null))
        .body("results[0]", hasEntry("sender", null))
        .body("results[0]", hasEntry("subject", null))
        .body("results[0].recipient", is(bob.name()))
        .body("results[0].moderation_status", is("accepted"))
        .body("results[0].archived", is(false));
    bob.get("messages").then().body("results[0].read_at", matchesPattern(time));
  }

  @Test
  void reading_marks_read_but_the_response_shows_the_message_unread() {
    ApiUser alice = createUser("alice");
    ApiUser bob = createUser("bob");
    long id = alice.writeMessage(bob, "First");
    alice.writeMessage(bob, "Second");
    bob.get("messages?limit=1").then().body("results[0].subject", is("Second"));
    assertEquals(1, bob.unreadCount(), "only the message of the response is marked");
    bob.get("messages/" + id).then().body("read_at", nullValue()).body("subject", is("First"));
    String readAt = bob.get("messages/" + id).then().extract().path("read_at");
    bob.get("messages/" + id).then().body("read_at", is(readAt));
    assertEquals(0, bob.unreadCount());
  }

  @Test
  void head_marks_nothing() {
    ApiUser alice = createUser("alice");
    ApiUser bob = createUser("bob");
    long id = alice.writeMessage(bob, "Unseen");
    bob.request().head("api/messages").then().statusCode(200);
    bob.request().head("api/messages/" + id).then().statusCode(200);
    assertEquals(1, bob.unreadCount());
  }

  @Test
  void peek_returns_count_and_highest_level_and_marks_nothing() {
    ApiUser bob = createUser("bob");
    Response none = bob.get("messages/peek");
    none.then().statusCode(200).body("count", is(0)).body("max_level_tag", is(""));
    none.then().body("", hasEntry("max_level", null));
    ApiUser broadcaster = createUser("bruno", "broadcaster");
    for (int level : new int[] {20, 40, 30}) {
      broadcaster.post(
          "notices", Map.of("recipients", List.of(bob.name()), "message", "x", "level", level));
    }
    bob.get("messages/peek")
        .then()
        .body("", equalTo(Map.of("count", 3, "max_level", 40, "max_level_tag", "error")));
    assertEquals(3, bob.unreadCount());
  }

  @Test
  void urls_work_with_and_without_a_trailing_slash() {
    ApiUser alice = createUser("alice");
    ApiUser bob = createUser("bob");
    long id = alice.writeMessage(bob, "Slash");
    List<String> paths = List.of("unread-count", "messages", "messages/peek", "messages/" + id);
    for (String path : paths) {
      bob.get(path).then().statusCode(200);
      bob.get(path + "/").then().statusCode(200);
    }
    assertEquals(
        201,
        bob.post("messages/", Map.of("recipients", List.of(alice.name()), "subject", "Slash"))
            .statusCode());
    bob.request().delete("api/messages/" + id + "/").then().statusCode(204);
  }

  @Test
  void read_message_is_deleted_and_an_unread_one_is_not() {
    ApiUser alice = createUser("alice");
    ApiUser bob = createUser("bob");
    long id = alice.writeMessage(bob, "Delete me");
    bob.request()
        .delete("api/messages/" + id)
        .then()
        .statusCode(403)
        .body("detail", is("You do not have the permission to delete unread messages"));
    bob.get("messages/" + id).then().statusCode(200);
    bob.request().delete("api/messages/" + id).then().statusCode(204).body(is(""));
    bob.get("messages/" + id).then().statusCode(404).body("detail", is("Not found."));
    bob.request().delete("api/messages/" + id).then().statusCode(404);
    bob.get("messages").then().body("count", is(0));
    alice.get("messages/" + id).then().statusCode(200);
  }

  @Test
  void location_of_a_new_message_opens_for_its_sender() {
    ApiUser alice = createUser("alice");
    ApiUser bob = createUser("bob");
    Response written =
        alice.post(
            "messages",
            Map.of(
                "recipients",
                List.of(bob.name()),
                "subject",
                "Lunch?",
                "message",
                "At noon.",
                "auto_delete",
                true));
    String location = written.then().statusCode(201).extract().header("Location");
    written
        .then()
        .header("Location", endsWith("/letterbox/api/messages/" + id(written)))
        .body("results[0].recipient", is(bob.name()));
    alice.request().get(location).then().statusCode(200).body("message", is("At noon."));
    bob.request().get(location).then().statusCode(200).body("sender", is(alice.name()));
  }

  private static long id(Response written) {
    return written.jsonPath().getLong("results[0].id");
  }
}
