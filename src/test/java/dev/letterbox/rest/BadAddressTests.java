package dev.letterbox.rest;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.letterbox.testing.client.Person;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A URL, a method or a parameter that is wrong. */
public interface BadAddressTests extends BadInput {

  @Test
  default void wrong_method_is_405_with_allow_on_every_route() {
    Person reader = anybody();
    Map<String, String> allowed =
        Map.of(
            "messages", "GET",
            "messages/peek", "GET",
            "messages/1", "DELETE",
            "unread-count", "GET",
            "broadcasts", "POST",
            "notices", "POST",
            "tokens", "POST",
            "tokens/1", "DELETE",
            "accounts", "POST",
            "accounts/bob", "PATCH");
    allowed.forEach(
        (path, method) -> {
          Response response =
              reader.asks().contentType(ContentType.JSON).body("{}").put("api/" + path);
          problem(response, 405);
          response.then().header("Allow", containsString(method));
        });
    problem(reader.asks().contentType(ContentType.JSON).body("{}").post("api/unread-count"), 405);
  }

  @Test
  default void id_that_is_no_number_or_nobodys_is_404() {
    Person reader = anybody();
    for (String id :
        List.of(
            "abc",
            "0",
            "-1",
            "1.5",
            "99999999999999999999",
            "1%20",
            "%27",
            "+5",
            "%2B5",
            "%D9%A5",
            "1;select",
            "null")) {
      problem(reader.gets("messages/" + id), 404).body("detail", is("Not found."));
      problem(reader.asks().delete("api/messages/" + id), 404).body("detail", is("Not found."));
    }
    Person alice = person("alice");
    Person bob = person("bob");
    long id = alice.writes(bob, "Private");
    problem(reader.gets("messages/" + id), 404).body("detail", is("Not found."));
    problem(reader.asks().delete("api/messages/" + id), 404);
    assertEquals(1, bob.unread());
  }

  @Test
  default void limit_and_offset_must_be_numbers_and_both_are_named() {
    Person reader = anybody();
    for (String bad : List.of("", "abc", "-1", "1.5", "99999999999999999999", "%00", "1%27")) {
      problem(
              reader
                  .asks()
                  .urlEncodingEnabled(false)
                  .get("api/messages?limit=" + bad + "&offset=" + bad),
              400)
          .body("errors", hasKey("limit"))
          .body("errors", hasKey("offset"));
    }
    for (String limit : List.of("0", "101")) {
      problem(reader.gets("messages?limit=" + limit), 400)
          .body("errors.limit[0]", is("Must be from 1 to 100."));
    }
    problem(reader.gets("messages?limit=1&limit=2"), 400)
        .body("errors.limit[0]", is("Give it once."));
  }

  @Test
  default void url_that_is_not_there_is_404() {
    Person reader = anybody();
    for (String path : List.of("nothing", "messages/1/2/3", "unread-count/1", "peek")) {
      problem(reader.gets(path), 404);
    }
  }
}
