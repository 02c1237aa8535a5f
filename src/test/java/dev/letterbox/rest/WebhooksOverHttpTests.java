package dev.letterbox.rest;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.letterbox.testing.client.OverHttp;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Administrators look after webhooks; the installation allows neither http nor private addresses.
 */
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
  default void url_that_is_not_allowed_is_a_400_that_names_it() {
    for (String url :
        List.of(
            "http://receiver.example/",
            "https://127.0.0.1:8080/",
            "https://localhost/",
            "https://[::1]/",
            "https://169.254.169.254/latest/meta-data/",
            "https://user:password@receiver.example/",
            "https://receiver.example/#here",
            "receiver.example")) {
      create(Map.of("url", url, "events", List.of("message.sent")))
          .then()
          .statusCode(400)
          .body("errors", hasKey("url"));
    }
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
