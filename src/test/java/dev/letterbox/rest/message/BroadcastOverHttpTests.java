package dev.letterbox.rest.message;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import dev.letterbox.testing.client.ApiUser;
import dev.letterbox.testing.client.HttpTestBase;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Broadcasts and notices over HTTP. */
class BroadcastOverHttpTests extends HttpTestBase {

  @Test
  void broadcast_reports_its_recipients_and_opens_for_its_sender() {
    ApiUser bruno = createUser("bruno", "broadcaster");
    ApiUser bob = createUser("bob");
    Response response =
        bruno.post(
            "broadcasts",
            Map.of(
                "recipients",
                List.of(bob.name(), "unknown-user", bob.name()),
                "subject",
                "Cake",
                "message",
                "In the kitchen.",
                "level_tag",
                "warning",
                "extra_tags",
                List.of("cake"),
                "view",
                "kitchen"));
    response
        .then()
        .statusCode(201)
        .body("delivered", is(1))
        .body("unknown", contains("unknown-user"))
        .body("inactive", empty());
    String location = response.header("Location");
    bruno.request().get(location).then().statusCode(200).body("archived", is(true));
    bob.request()
        .get(location)
        .then()
        .statusCode(200)
        .body("sender", is(bruno.name()))
        .body("level", is(30))
        .body("extra_tags", contains("cake"))
        .body("view", is("kitchen"));
  }

  @Test
  void inactive_user_is_reported_and_gets_no_notice() {
    ApiUser bruno = createUser("bruno", "broadcaster");
    ApiUser gone = createUser("gone");
    asDemoUser("ada")
        .contentType("application/json")
        .body("{\"active\":false}")
        .patch("api/accounts/" + gone.name())
        .then()
        .statusCode(200);
    bruno
        .post("notices", Map.of("recipients", List.of(gone.name()), "message", "x"))
        .then()
        .statusCode(200)
        .body("id", nullValue())
        .body("delivered", is(0))
        .body("inactive", contains(gone.name()));
  }

  @Test
  void notice_without_text_stores_nothing() {
    ApiUser bruno = createUser("bruno", "broadcaster");
    ApiUser bob = createUser("bob");
    bruno
        .post("notices", Map.of("recipients", List.of(bob.name()), "message", ""))
        .then()
        .statusCode(200)
        .body("id", nullValue());
    bob.get("messages").then().body("count", is(0));
  }

  @Test
  void level_is_given_by_number_or_by_name() {
    ApiUser bruno = createUser("bruno", "broadcaster");
    ApiUser bob = createUser("bob");
    List<String> recipients = List.of(bob.name());
    bruno.post("notices", Map.of("recipients", recipients, "message", "a", "level", 33));
    bruno.post("notices", Map.of("recipients", recipients, "message", "b", "level_tag", "debug"));
    bob.get("messages")
        .then()
        .body("results.level", contains(10, 33))
        .body("results.level_tag", contains("debug", ""));
    bruno
        .post(
            "notices",
            Map.of("recipients", recipients, "message", "c", "level", 1, "level_tag", "nope"))
        .then()
        .statusCode(400)
        .body("errors.level_tag[0]", is("Give either level or level_tag."))
        .body("errors.level_tag[1]", containsString("debug, info, success, warning, error"));
  }
}
