package dev.letterbox.rest;

import static org.hamcrest.Matchers.aMapWithSize;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasEntry;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.letterbox.testing.client.OverHttp;
import dev.letterbox.testing.client.Person;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Folders and conversations over HTTP. */
public interface FoldersOverHttpTests extends OverHttp {

  private static Response at(Person reader, String path) {
    return reader.asks().urlEncodingEnabled(false).get(path);
  }

  @Test
  default void folders_show_their_messages_and_mark_nothing_unless_told_to() {
    Person alice = person("alice");
    Person bob = person("bob");
    long kept = alice.writes(bob, "Kept");
    long gone = alice.writes(bob, "Gone");
    for (String by : List.of("", "&by=message", "&by=conversation")) {
      bob.gets("messages?folder=inbox" + by)
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
          .gets("messages?folder=sent" + by)
          .then()
          .statusCode(200)
          .body("results.recipient", contains(bob.name(), bob.name()));
    }
    assertEquals(2, bob.unread());
    bob.gets("messages?folder=sent").then().body("count", is(0));
    bob.gets("messages/" + gone).then().statusCode(200);
    bob.asks().delete("api/messages/" + gone).then().statusCode(204);
    bob.gets("messages?folder=trash")
        .then()
        .body("results.id", contains((int) gone))
        .body("results[0].deleted_at", notNullValue());
    bob.gets("messages?folder=inbox").then().body("results.id", contains((int) kept));
    bob.gets("messages?folder=archives").then().body("results", empty());
    alice
        .gets("messages?folder=sent&ordering=subject")
        .then()
        .body("results.subject", contains("Gone", "Kept"))
        .body("results[0].read_at", notNullValue())
        .body("results[0].deleted_at", nullValue());
    bob.gets("messages?folder=inbox&mark_read=true").then().statusCode(200);
    assertEquals(0, bob.unread());
  }

  @Test
  default void list_without_a_folder_is_the_inbox_by_message_and_marks_by_conversation_too() {
    Person alice = person("alice");
    Person bob = person("bob");
    alice.writes(bob, "First");
    bob.gets("messages?by=conversation&limit=1").then().body("results", hasSize(1));
    assertEquals(0, bob.unread());
  }

  @Test
  default void folder_is_sorted_by_people_and_subjects_and_paged_in_both_styles() {
    Person alice = person("alice");
    Person bob = person("bob");
    Person carol = person("carol");
    alice.writes(carol, "b");
    alice.writes(bob, "C");
    alice.writes(carol, "a");
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
          alice.gets(path).then().body("results.subject", is(subjects));
          for (String style : List.of("&offset=0", "&cursor=", "&by=message&cursor=")) {
            Response first = at(alice, "api/" + path + style + "&limit=2");
            first.then().body("results.subject", is(subjects.subList(0, 2)));
            Response second = at(alice, first.path("next"));
            second.then().body("results.subject", is(subjects.subList(2, 3)));
            second.then().body("next", nullValue());
            at(alice, second.path("previous"))
                .then()
                .body("results.subject", is(subjects.subList(0, 2)));
          }
        });
  }

  @Test
  default void bad_folders_and_what_makes_no_sense_in_one_are_refused_by_name() {
    Person bob = person("bob");
    bob.gets("messages?folder=outbox&by=thread&ordering=body&cursor=&limit=0")
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
    for (String word : List.of("folder=INBOX", "folder=", "by=", "by=Message")) {
      bob.gets("messages?" + word)
          .then()
          .statusCode(400)
          .body("errors." + word.substring(0, word.indexOf('=')), hasSize(1));
    }
    bob.gets("messages?folder=sent&unread=true&read_after=2026-01-01&read_before=2027-01-01")
        .then()
        .statusCode(400)
        .body("errors.unread", hasSize(1))
        .body("errors.read", hasSize(1))
        .body("errors", aMapWithSize(2));
    for (String folder : List.of("inbox", "archives", "trash")) {
      bob.gets("messages?unread=true&read_after=2026-01-01&folder=" + folder)
          .then()
          .statusCode(200);
    }
  }

  @Test
  default void cursor_of_one_folder_is_none_of_another() {
    Person alice = person("alice");
    Person bob = person("bob");
    alice.writes(bob, "First");
    alice.writes(bob, "Second");
    String next = bob.gets("messages?folder=inbox&cursor=&limit=1").path("next");
    at(bob, next).then().statusCode(200).body("results", hasSize(1));
    for (String other :
        List.of(
            next.replace("folder=inbox", "folder=trash"),
            next.replace("folder=inbox", "folder=inbox&by=message"),
            next.replace("folder=inbox", "folder=inbox&ordering=subject"))) {
      at(bob, other).then().statusCode(400).body("errors.cursor", hasSize(1));
    }
    at(alice, next).then().statusCode(400).body("errors.cursor", hasSize(1));
  }

  @Test
  default void tag_of_a_folder_or_a_conversation_holds_until_the_answer_is_another() {
    Person alice = person("alice");
    Person bob = person("bob");
    long id = alice.writes(bob, "First");
    for (String path :
        List.of(
            "messages?folder=inbox",
            "messages?folder=inbox&by=message",
            "messages?folder=sent",
            "messages?folder=sent&cursor=&limit=1",
            "messages?folder=trash",
            "conversations/" + id)) {
      String tag = alice.gets(path.replace("inbox", "archives")).header("ETag");
      String known = path.replace("inbox", "archives");
      alice.asks().header("If-None-Match", tag).get("api/" + known).then().statusCode(304);
      bob.asks().header("If-None-Match", tag).get("api/" + known).then().statusCode(200);
    }
    String inbox = bob.gets("messages?folder=inbox").header("ETag");
    bob.asks()
        .header("If-None-Match", inbox)
        .get("api/messages?folder=inbox")
        .then()
        .statusCode(304);
    long second = alice.writes(bob, "Second");
    bob.asks()
        .header("If-None-Match", inbox)
        .get("api/messages?folder=inbox")
        .then()
        .statusCode(200)
        .body("results", hasSize(2));
    String sent = alice.gets("messages?folder=sent").header("ETag");
    bob.gets("messages/" + second).then().statusCode(200);
    alice
        .asks()
        .header("If-None-Match", sent)
        .get("api/messages?folder=sent")
        .then()
        .statusCode(200)
        .body("results[0].read_at", notNullValue());
  }

  @Test
  default void conversation_is_shown_to_those_in_it_and_opening_it_marks_what_was_shown() {
    Person alice = person("alice");
    Person bob = person("bob");
    long id = alice.writes(bob, "First");
    bob.asks().head("api/conversations/" + id).then().statusCode(200);
    bob.gets("conversations/" + id + "?mark_read=false").then().statusCode(200);
    assertEquals(1, bob.unread(), "a HEAD and a mere look mark nothing");
    alice
        .gets("conversations/" + id)
        .then()
        .statusCode(200)
        .body("results[0].recipient", is(bob.name()));
    assertEquals(1, bob.unread(), "its sender does not read it for him");
    bob.gets("conversations/" + id)
        .then()
        .statusCode(200)
        .body("", hasEntry("count", null))
        .body("next", nullValue())
        .body("previous", nullValue())
        .body("results.subject", contains("First"))
        .body("results[0].read_at", nullValue());
    assertEquals(0, bob.unread());
    bob.gets("conversations/" + id + "?count=true&ordering=-created")
        .then()
        .body("count", is(1))
        .body("results[0].read_at", notNullValue());
    bob.asks().delete("api/messages/" + id).then().statusCode(204);
    bob.gets("conversations/" + id).then().body("results[0].deleted_at", notNullValue());
  }

  @Test
  default void conversation_of_others_or_of_nobody_is_not_there() {
    Person alice = person("alice");
    Person bob = person("bob");
    long id = alice.writes(bob, "First");
    for (String path : List.of("" + id, "0", "x", "-1", "999999999999999999")) {
      person("eve").gets("conversations/" + path).then().statusCode(404);
    }
  }

  @Test
  default void bad_parameters_of_a_conversation_are_reported_together() {
    Person bob = person("bob");
    bob.gets("conversations/1?limit=0&cursor=x&ordering=subject&mark_read=1&count=1")
        .then()
        .statusCode(400)
        .body("errors", aMapWithSize(4))
        .body("errors.limit", hasSize(1))
        .body("errors.ordering", hasSize(1))
        .body("errors.mark_read", hasSize(1))
        .body("errors.count", hasSize(1));
    bob.gets("conversations/1?cursor=x").then().statusCode(400).body("errors.cursor", hasSize(1));
  }
}
