package dev.letterbox.rest.http;

import static org.hamcrest.Matchers.startsWith;

import dev.letterbox.testing.client.BrowserSession;
import dev.letterbox.testing.client.HttpTestBase;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rejection of requests that a page of another site makes a browser send. */
class CsrfTests extends HttpTestBase {

  @Test
  void cross_site_request_is_rejected_with_cookie_or_basic() {
    BrowserSession bob = BrowserSession.logInAs(this, "bob", "demo");
    for (String site : List.of("cross-site", "same-site")) {
      for (RequestSpecification request : List.of(asDemoUser("bob"), bob.requestWithCsrfToken())) {
        RequestSpecification forged = request.header("Sec-Fetch-Site", site);
        for (String path : List.of("messages", "unread-count", "session")) {
          forged
              .get("api/" + path)
              .then()
              .statusCode(403)
              .body("detail", startsWith("The request comes from a page of another site"));
        }
        forged.delete("api/messages/0").then().statusCode(403);
        forged.get("").then().statusCode(200);
      }
      createUser("script")
          .request()
          .header("Sec-Fetch-Site", site)
          .get("api/unread-count")
          .then()
          .statusCode(200);
    }
    for (String site : List.of("same-origin", "none")) {
      asDemoUser("bob")
          .header("Sec-Fetch-Site", site)
          .get("api/unread-count")
          .then()
          .statusCode(200);
      bob.requestWithCsrfToken()
          .header("Sec-Fetch-Site", site)
          .get("api/unread-count")
          .then()
          .statusCode(200);
    }
  }

  @Test
  void foreign_origin_is_rejected_without_fetch_metadata() {
    BrowserSession bob = BrowserSession.logInAs(this, "bob", "demo");
    for (String origin : List.of("https://evil.example", "null", "http://127.0.0.1:1")) {
      asDemoUser("bob").header("Origin", origin).post("api/messages/0/read").then().statusCode(403);
      bob.requestWithCsrfToken()
          .header("Origin", origin)
          .get("api/unread-count")
          .then()
          .statusCode(403);
    }
    String own = base().toString().replaceFirst("/letterbox/$", "");
    asDemoUser("bob").header("Origin", own).post("api/messages/0/read").then().statusCode(404);
    createUser("script")
        .request()
        .header("Origin", "https://elsewhere.example")
        .get("api/unread-count")
        .then()
        .statusCode(200);
  }
}
