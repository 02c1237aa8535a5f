package dev.letterbox.rest.http;

import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;

import dev.letterbox.testing.client.ApiUser;
import dev.letterbox.testing.client.HttpTestBase;
import io.restassured.response.Response;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Entity tags and conditional requests. */
class ConditionalRequestTests extends HttpTestBase {

  @Test
  void tag_changes_with_the_response_and_a_matching_tag_is_304() {
    ApiUser alice = createUser("alice");
    ApiUser bob = createUser("bob");
    alice.writeMessage(bob, "First");
    for (String path : List.of("unread-count", "messages/peek", "messages?mark_read=false")) {
      Response first = bob.get(path);
      String tag =
          first.then().statusCode(200).header("ETag", notNullValue()).extract().header("ETag");
      bob.request()
          .header("If-None-Match", tag)
          .get("api/" + path)
          .then()
          .statusCode(304)
          .header("ETag", tag)
          .header("Cache-Control", "private, no-cache")
          .body(is(""));
      bob.request().header("If-None-Match", tag).head("api/" + path).then().statusCode(304);
      bob.request()
          .header("If-None-Match", "\"other\", " + tag)
          .get("api/" + path)
          .then()
          .statusCode(304);
      bob.request().header("If-None-Match", "\"other\"").get("api/" + path).then().statusCode(200);
      alice.request().header("If-None-Match", tag).get("api/" + path).then().statusCode(200);
      alice.writeMessage(bob, "Another");
      String changed =
          bob.request()
              .header("If-None-Match", tag)
              .get("api/" + path)
              .then()
              .statusCode(200)
              .extract()
              .header("ETag");
      bob.request().header("If-None-Match", changed).get("api/" + path).then().statusCode(304);
    }
  }

  @Test
  void tag_changes_after_a_page_marked_its_messages_read() {
    ApiUser alice = createUser("alice");
    ApiUser bob = createUser("bob");
    alice.writeMessage(bob, "First");
    String unread = bob.get("messages").header("ETag");
    Response read = bob.request().header("If-None-Match", unread).get("api/messages");
    read.then().statusCode(200).body("results[0].read_at", notNullValue());
    bob.request()
        .header("If-None-Match", read.header("ETag"))
        .get("api/messages")
        .then()
        .statusCode(304);
    bob.request()
        .header("If-None-Match", read.header("ETag"))
        .get("api/messages?limit=5")
        .then()
        .statusCode(200);
  }

  @Test
  void tag_of_a_count_ignores_unrelated_changes() {
    ApiUser alice = createUser("alice");
    ApiUser bob = createUser("bob");
    long id = alice.writeMessage(bob, "Read");
    bob.get("messages/" + id).then().statusCode(200);
    alice.writeMessage(bob, "Unread");
    for (String path : List.of("unread-count", "messages/peek")) {
      String tag = bob.get(path).header("ETag");
      alice.writeMessage(bob, "Comes and goes");
      long gone = bob.get("messages?mark_read=false").jsonPath().getLong("results[0].id");
      bob.get("messages/" + gone).then().statusCode(200);
      bob.request().delete("api/messages/" + gone).then().statusCode(204);
      bob.request().header("If-None-Match", tag).get("api/" + path).then().statusCode(304);
    }
  }
}
