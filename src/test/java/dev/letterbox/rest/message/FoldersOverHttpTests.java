package dev.letterbox.rest.message;

import static org.hamcrest.Matchers.aMapWithSize;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasEntry;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.letterbox.testing.client.ApiUser;
import dev.letterbox.testing.client.HttpTestBase;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Folders and conversations over HTTP. */
class FoldersOverHttpTests extends HttpTestBase {

  private static Response get(ApiUser reader, String path) {
    return reader.request().urlEncodingEnabled(false).get(path);
  }

  @Test
  void folders_mark_nothing_read_unless_requested() {
    ApiUser alice = createUser("alice");
    ApiUser bob = createUser("bob");
    long kept = alice.writeMessage(bob, "Kept");
    long gone = alice.writeMessage(bob, "Gone");
    for (String by : List.of("", "&by=message", "&by=conversation")) {
      bob.get("messages?folder=inbox" + by)
          .then()
          .statusCode(200)
          .body("count", is(2))
          .body("results.id", contains((int) gone, (int) kept))
          .body("results[0]", hasEntry("messages", 1))
          .body("results[0]", hasEntry("parent", null))
          .body("results[0]", hasEntry("visitor", null))
          .body("results[0]", hasEntry("withdrawn_at", null))
          .body("results[0]", hasEntry("moderation_reason", null));
      alice
          .get("messages?folder=sent" + by)
          .then()
          .statusCode(200)
          .body("results.recipient", contains(bob.name(), bob.name()));
    }
    assertEquals(2, bob.unreadCount());
    bob.get("messages?folder=sent").then().body("count", is(0));
    bob.get("messages/" + gone).then().statusCode(200);
    bob.request().delete("api/messages/" + gone).then().statusCode(204);
    bob.get("messages?folder=trash")
        .then()
        .body("results.id", contains((int) gone))
        .body("results[0].deleted_at", notNullValue());
    bob.get("messages?folder=inbox").then().body("results.id", contains((int) kept));
    bob.get("messages?folder=archives").then().body("results", empty());
    alice
        .get("messages?folder=sent&ordering=subject")
        .then()
        .body("results.subject", contains("Gone", "Kept"))
        .body("results[0].read_at", notNullValue())
        .body("results[0].deleted_at", nullValue());
    bob.get("messages?folder=inbox&mark_read=true").then().statusCode(200);
    assertEquals(0, bob.unreadCount());
  }

  @Test
  void list_without_a_folder_shows_the_inbox_and_marks_read() {
    ApiUser alice = createUser("alice");
    ApiUser bob = createUser("bob");
    alice.writeMessage(bob, "First");
    bob.get("messages?by=conversation&limit=1").then().body("results", hasSize(1));
    assertEquals(0, bob.unreadCount());
  }

  @Test
  void folder_is_sorted_by_sender_recipient_and_subject_and_paged_in_both_styles() {
    ApiUser alice = createUser("alice");
    ApiUser bob = createUser("bob");
    ApiUser carol = createUser("carol");
    alice.writeMessage(carol, "b");
    alice.writeMessage(bob, "C");
    alice.writeMessage(carol, "a");
    Map<String, List<String>> expected =
        Map.of(
            "subject", List.of("a", "b", "C"),
            "-subject", List.of("C", "b", "a"),
            "recipient", List.of("C", "b", "a"),
            "-recipient,created", List.of("b", "a", "C"),
            "sender", List.of("b", "C", "a"),
            "-sender", List.of("a", "C", "b"));
    expected.forEach(
        (ordering, subjects) -> {
          String path = "messages?folder=sent&ordering=" + ordering;
          alice.get(path).then().body("results.subject", is(subjects));
          for (String style : List.of("&offset=0", "&cursor=", "&by=message&cursor=")) {
            Response first = get(alice, "api/" + path + style + "&limit=2");
            first.then().body("results.subject", is(subjects.subList(0, 2)));
            Response second = get(alice, first.path("next"));
            second.then().body("results.subject", is(subjects.subList(2, 3)));
            second.then().body("next", nullValue());
            get(alice, second.path("previous"))
                .then()
                .body("results.subject", is(subjects.subList(0, 2)));
          }
        });
  }

  @Test
  void invalid_folder_parameters_are_rejected_by_name() {
    ApiUser bob = createUser("bob");
    bob.get("messages?folder=outbox&by=thread&ordering=body&cursor=&limit=0")
        .then()
        .statusCode(400)
        .body(
            "errors.folder",
            contains("Select a valid choice. outbox is not one of the available choices."))
        .body(
            "errors.by",
            contains("Select a valid choice. thread is not one of the available choices."))
        .body("errors.ordering", hasSize(1))
        .body("errors.limit", hasSize(1))
        .body("errors", aMapWithSize(4));
    for (String word : List.of("folder=INBOX", "folder= ", "by= ", "by=Message")) {
      bob.get("messages?" + word)
          .then()
          .statusCode(400)
          .body("errors." + word.substring(0, word.indexOf('=')), hasSize(1));
    }
    bob.get("messages?folder=sent&unread=true&read_after=2026-01-01&read_before=2027-01-01")
        .then()
        .statusCode(400)
        .body("errors.unread", hasSize(1))
        .body("errors.read", hasSize(1))
        .body("errors", aMapWithSize(2));
    for (String folder : List.of("inbox", "archives", "trash")) {
      bob.get("messages?unread=true&read_after=2026-01-01&folder=" + folder).then().statusCode(200);
    }
  }

  @Test
  void cursor_is_rejected_in_another_folder() {
    ApiUser alice = createUser("alice");
    ApiUser bob = createUser("bob");
    alice.writeMessage(bob, "First");
    alice.writeMessage(bob, "Second");
    String next = bob.get("messages?folder=inbox&cursor=&limit=1").path("next");
    get(bob, next).then().statusCode(200).body("results", hasSize(1));
    for (String other :
        List.of(
            next.replace("folder=inbox", "folder=trash"),
            next.replace("folder=inbox", "folder=inbox&by=message"),
            next.replace("folder=inbox", "folder=inbox&ordering=subject"))) {
      get(bob, other).then().statusCode(400).body("errors.cursor", hasSize(1));
    }
    get(alice, next).then().statusCode(400).body("errors.cursor", hasSize(1));
  }

  @Test
  void tag_of_a_folder_or_conversation_changes_with_the_response() {
    ApiUser alice = createUser("alice");
    ApiUser bob = createUser("bob");
    long id = alice.writeMessage(bob, "First");
    for (String path :
        List.of(
            "messages?folder=inbox",
            "messages?folder=inbox&by=message",
            "messages?folder=sent",
            "messages?folder=sent&cursor=&limit=1",
            "messages?folder=trash",
            "conversations/" + id)) {
      String tag = alice.get(path.replace("inbox", "archives")).header("ETag");
      String known = path.replace("inbox", "archives");
      alice.request().header("If-None-Match", tag).get("api/" + known).then().statusCode(304);
      bob.request().header("If-None-Match", tag).get("api/" + known).then().statusCode(200);
    }
    String inbox = bob.get("messages?folder=inbox").header("ETag");
    bob.request()
        .header("If-None-Match", inbox)
        .get("api/messages?folder=inbox")
        .then()
        .statusCode(304);
    long second = alice.writeMessage(bob, "Second");
    bob.request()
        .header("If-None-Match", inbox)
        .get("api/messages?folder=inbox")
        .then()
        .statusCode(200)
        .body("results", hasSize(2));
    String sent = alice.get("messages?folder=sent").header("ETag");
    bob.get("messages/" + second).then().statusCode(200);
    alice
        .request()
        .header("If-None-Match", sent)
        .get("api/messages?folder=sent")
        .then()
        .statusCode(200)
        .body("results[0].read_at", notNullValue());
  }

  @Test
  void opening_a_conversation_marks_the_shown_messages_read() {
    ApiUser alice = createUser("alice");
    ApiUser bob = createUser("bob");
    long id = alice.writeMessage(bob, "First");
    bob.request().head("api/conversations/" + id).then().statusCode(200);
    bob.get("conversations/" + id + "?mark_read=false").then().statusCode(200);
    assertEquals(1, bob.unreadCount(), "HEAD and mark_read=false mark nothing");
    alice
        .get("conversations/" + id)
        .then()
        .statusCode(200)
        .body("results[0].recipient", is(bob.name()));
    assertEquals(1, bob.unreadCount(), "reading by the sender marks nothing");
    bob.get("conversations/" + id)
        .then()
        .statusCode(200)
        .body("", hasEntry("count", null))
        .body("next", nullValue())
        .body("previous", nullValue())
        .body("results.subject", contains("First"))
        .body("results[0].read_at", nullValue());
    assertEquals(0, bob.unreadCount());
    bob.get("conversations/" + id + "?count=true&ordering=-created")
        .then()
        .body("count", is(1))
        .body("results[0].read_at", notNullValue());
    bob.request().delete("api/messages/" + id).then().statusCode(204);
    bob.get("conversations/" + id).then().body("results[0].deleted_at", notNullValue());
  }

  @Test
  void foreign_or_missing_conversation_is_404() {
    ApiUser alice = createUser("alice");
    ApiUser bob = createUser("bob");
    long id = alice.writeMessage(bob, "First");
    for (String path : List.of("" + id, "0", "x", "-1", "999999999999999999")) {
      createUser("eve").get("conversations/" + path).then().statusCode(404);
    }
  }

  @Test
  void invalid_parameters_of_a_conversation_are_reported_together() {
    ApiUser bob = createUser("bob");
    bob.get("conversations/1?limit=0&cursor=x&ordering=subject&mark_read=1&count=1")
        .then()
        .statusCode(400)
        .body("errors", aMapWithSize(4))
        .body("errors.limit", hasSize(1))
        .body("errors.ordering", hasSize(1))
        .body("errors.mark_read", hasSize(1))
        .body("errors.count", hasSize(1));
    bob.get("conversations/1?cursor=x").then().statusCode(400).body("errors.cursor", hasSize(1));
  }
}
