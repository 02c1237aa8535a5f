package dev.letterbox.rest;

import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;

import dev.letterbox.testing.client.OverHttp;
import dev.letterbox.testing.client.Person;
import io.restassured.response.Response;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Conditional requests. */
public interface EntityTagTests extends OverHttp {

  @Test
  default void tag_changes_exactly_when_the_answer_would_and_a_known_one_is_304() {
    Person alice = person("alice");
    Person bob = person("bob");
    alice.writes(bob, "First");
    for (String path : List.of("unread-count", "messages/peek", "messages?mark_read=false")) {
      Response first = bob.gets(path);
      String tag =
          first.then().statusCode(200).header("ETag", notNullValue()).extract().header("ETag");
      bob.asks()
          .header("If-None-Match", tag)
          .get("api/" + path)
          .then()
          .statusCode(304)
          .header("ETag", tag)
          .header("Cache-Control", "private, no-cache")
          .body(is(""));
      bob.asks().header("If-None-Match", tag).head("api/" + path).then().statusCode(304);
      bob.asks()
          .header("If-None-Match", "\"other\", " + tag)
          .get("api/" + path)
          .then()
          .statusCode(304);
      bob.asks().header("If-None-Match", "\"other\"").get("api/" + path).then().statusCode(200);
      alice.asks().header("If-None-Match", tag).get("api/" + path).then().statusCode(200);
      alice.writes(bob, "Another");
      String changed =
          bob.asks()
              .header("If-None-Match", tag)
              .get("api/" + path)
              .then()
              .statusCode(200)
              .extract()
              .header("ETag");
      bob.asks().header("If-None-Match", changed).get("api/" + path).then().statusCode(304);
    }
  }

  @Test
  default void tag_of_a_page_that_marked_its_messages_is_not_that_of_the_next_answer() {
    Person alice = person("alice");
    Person bob = person("bob");
    alice.writes(bob, "First");
    String unread = bob.gets("messages").header("ETag");
    Response read = bob.asks().header("If-None-Match", unread).get("api/messages");
    read.then().statusCode(200).body("results[0].read_at", notNullValue());
    bob.asks()
        .header("If-None-Match", read.header("ETag"))
        .get("api/messages")
        .then()
        .statusCode(304);
    bob.asks()
        .header("If-None-Match", read.header("ETag"))
        .get("api/messages?limit=5")
        .then()
        .statusCode(200);
  }

  @Test
  default void tag_of_a_number_stays_when_what_changes_is_not_in_it() {
    Person alice = person("alice");
    Person bob = person("bob");
    long id = alice.writes(bob, "Read");
    bob.gets("messages/" + id).then().statusCode(200);
    alice.writes(bob, "Unread");
    for (String path : List.of("unread-count", "messages/peek")) {
      String tag = bob.gets(path).header("ETag");
      alice.writes(bob, "Comes and goes");
      long gone = bob.gets("messages?mark_read=false").jsonPath().getLong("results[0].id");
      bob.gets("messages/" + gone).then().statusCode(200);
      bob.asks().delete("api/messages/" + gone).then().statusCode(204);
      bob.asks().header("If-None-Match", tag).get("api/" + path).then().statusCode(304);
    }
  }
}
