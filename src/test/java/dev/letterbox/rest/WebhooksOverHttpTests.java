package dev.letterbox.rest;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.letterbox.testing.HttpReceiver;
import dev.letterbox.testing.HttpReceiver.Heard;
import dev.letterbox.testing.client.OverHttp;
import dev.letterbox.testing.client.Person;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Administrators look after webhooks, which may lead to this machine here. */
public interface WebhooksOverHttpTests extends OverHttp {

  private Response create(Map<String, ?> webhook) {
    return asAdmin().contentType(ContentType.JSON).body(webhook).post("api/webhooks");
  }

  @Test
  default void webhook_is_made_with_a_secret_that_is_shown_once_and_is_changed_and_deleted() {
    Response made =
        create(Map.of("url", "https://receiver.example/hook", "events", List.of("message.read")));
    made.then()
        .statusCode(201)
        .body("url", is("https://receiver.example/hook"))
        .body("active", is(true))
        .body("secret", matchesPattern("whsec_[A-Za-z0-9+/]{43}="));
    int id = made.path("id");
    String path = "api/webhooks/" + id;
    try {
      made.then().header("Location", containsString(path));
      asAdmin().get(path).then().statusCode(200).body("$", not(hasKey("secret")));
      String all =
          asAdmin().get("api/webhooks").then().body("results.id", hasItem(id)).extract().asString();
      assertFalse(all.contains("whsec_"));
      asAdmin()
          .contentType(ContentType.JSON)
          .body(Map.of("active", false, "events", List.of("message.rejected", "message.sent")))
          .patch(path)
          .then()
          .statusCode(200)
          .body("active", is(false))
          .body("events", contains("message.sent", "message.rejected"))
          .body("url", is("https://receiver.example/hook"));
    } finally {
      asAdmin().delete(path).then().statusCode(204);
    }
    asAdmin().get(path).then().statusCode(404);
    asAdmin().delete(path).then().statusCode(404);
  }

  @Test
  default void webhook_hears_of_a_message_by_a_signed_request_until_it_is_deleted() {
    Person alice = person("alice");
    Person bob = person("bob");
    try (HttpReceiver receiver = new HttpReceiver()) {
      Response made = create(Map.of("url", receiver.url(), "events", List.of("message.sent")));
      made.then().statusCode(201);
      String path = "api/webhooks/" + made.path("id");
      Heard heard;
      long id;
      try {
        id = alice.writes(bob, "Heard elsewhere");
        heard = heardOf(id, receiver);
      } finally {
        asAdmin().delete(path).then().statusCode(204);
      }
      assertTrue(heard.isSignedWith(made.path("secret")));
      assertTrue(heard.body().startsWith("{\"type\":\"message.sent\""), heard.body());
      assertTrue(heard.body().contains("\"sender\":\"" + alice.name() + "\""), heard.body());
      assertFalse(heard.body().contains("Heard elsewhere"), heard.body());
      int before = receiver.heard().size();
      alice.writes(bob, "Nobody hears of it");
      await()
          .during(Duration.ofMillis(1500))
          .atMost(Duration.ofSeconds(10))
          .until(() -> receiver.heard().size() == before);
    }
  }

  private static Heard heardOf(long message, HttpReceiver receiver) {
    return await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () ->
                receiver.heard().stream()
                    .filter(each -> each.body().contains("\"message\":" + message + ","))
                    .findFirst(),
            Optional::isPresent)
        .orElseThrow();
  }

  @Test
  default void unknown_event_is_a_400_that_names_those_that_there_are() {
    create(Map.of("url", "https://receiver.example/", "events", List.of("message.deleted")))
        .then()
        .statusCode(400)
        .body(
            "errors.events",
            contains("Must be some of message.sent, message.rejected, message.read."));
  }
}
