package dev.letterbox.rest.http;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.letterbox.testing.client.ApiUser;
import dev.letterbox.testing.client.HttpTestBase;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Invalid URLs, methods, ids and parameters. */
class InvalidUrlTests extends HttpTestBase implements ProblemAssertions {

  @Test
  void wrong_method_is_405_with_allow_on_every_route() {
    ApiUser reader = callerWithAllRoles();
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
              reader.request().contentType(ContentType.JSON).body("{}").put("api/" + path);
          assertProblem(response, 405);
          response.then().header("Allow", containsString(method));
        });
    assertProblem(
        reader.request().contentType(ContentType.JSON).body("{}").post("api/unread-count"), 405);
  }

  @Test
  void invalid_or_foreign_id_is_404() {
    ApiUser reader = callerWithAllRoles();
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
      assertProblem(reader.get("messages/" + id), 404).body("detail", is("Not found."));
      assertProblem(reader.request().delete("api/messages/" + id), 404)
          .body("detail", is("Not found."));
    }
    ApiUser alice = createUser("alice");
    ApiUser bob = createUser("bob");
    long id = alice.writeMessage(bob, "Private");
    assertProblem(reader.get("messages/" + id), 404).body("detail", is("Not found."));
    assertProblem(reader.request().delete("api/messages/" + id), 404);
    assertEquals(1, bob.unreadCount());
  }

  @Test
  void invalid_limit_and_offset_are_both_reported() {
    ApiUser reader = callerWithAllRoles();
    for (String bad : List.of("abc", "-1", "1.5", "99999999999999999999", "%00", "1%27")) {
      assertProblem(
              reader
                  .request()
                  .urlEncodingEnabled(false)
                  .get("api/messages?limit=" + bad + "&offset=" + bad),
              400)
          .body("errors", hasKey("limit"))
          .body("errors", hasKey("offset"));
    }
    for (String limit : List.of("0", "101")) {
      assertProblem(reader.get("messages?limit=" + limit), 400)
          .body("errors.limit[0]", is("Must be from 1 to 100."));
    }
    assertProblem(reader.get("messages?limit=1&limit=2"), 400)
        .body("errors.limit[0]", is("Give it once."));
  }

  @Test
  void unknown_url_is_404() {
    ApiUser reader = callerWithAllRoles();
    for (String path : List.of("nothing", "messages/1/2/3", "unread-count/1", "peek")) {
      assertProblem(reader.get(path), 404);
    }
  }
}
