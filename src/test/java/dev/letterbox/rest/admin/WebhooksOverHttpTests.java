package dev.letterbox.rest.admin;

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

import dev.letterbox.testing.client.ApiUser;
import dev.letterbox.testing.client.HttpTestBase;
import dev.letterbox.testing.support.recording.WebhookTestServer;
import dev.letterbox.testing.support.recording.WebhookTestServer.ReceivedRequest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Webhooks over HTTP, where settings allow URLs of the local host. */
class WebhooksOverHttpTests extends HttpTestBase {

  private Response create(Map<String, ?> webhook) {
    return asAdmin().contentType(ContentType.JSON).body(webhook).post("api/webhooks");
  }

  @Test
  void webhook_is_created_changed_and_deleted_and_its_secret_is_shown_once() {
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
  void webhook_gets_signed_requests_until_it_is_deleted() {
    ApiUser alice = createUser("alice");
    ApiUser bob = createUser("bob");
    try (WebhookTestServer receiver = new WebhookTestServer()) {
      Response made = create(Map.of("url", receiver.url(), "events", List.of("message.sent")));
      made.then().statusCode(201);
      String path = "api/webhooks/" + made.path("id");
      ReceivedRequest request;
      long id;
      try {
        id = alice.writeMessage(bob, "Secret subject");
        request = awaitRequestAbout(id, receiver);
      } finally {
        asAdmin().delete(path).then().statusCode(204);
      }
      assertTrue(request.isSignedWith(made.path("secret")));
      assertTrue(request.body().startsWith("{\"type\":\"message.sent\""), request.body());
      assertTrue(request.body().contains("\"sender\":\"" + alice.name() + "\""), request.body());
      assertFalse(request.body().contains("Secret subject"), request.body());
      int before = receiver.requests().size();
      alice.writeMessage(bob, "After the deletion");
      await()
          .during(Duration.ofMillis(1500))
          .atMost(Duration.ofSeconds(10))
          .until(() -> receiver.requests().size() == before);
    }
  }

  private static ReceivedRequest awaitRequestAbout(long message, WebhookTestServer receiver) {
    return await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () ->
                receiver.requests().stream()
                    .filter(each -> each.body().contains("\"message\":" + message + ","))
                    .findFirst(),
            Optional::isPresent)
        .orElseThrow();
  }

  @Test
  void unknown_webhook_event_is_400_and_lists_the_known_ones() {
    create(Map.of("url", "https://receiver.example/", "events", List.of("message.deleted")))
        .then()
        .statusCode(400)
        .body(
            "errors.events",
            contains("Must be some of message.sent, message.rejected, message.read."));
  }
}
