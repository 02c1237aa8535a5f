package dev.letterbox.rest;

import static org.hamcrest.Matchers.startsWith;

import dev.letterbox.testing.client.Browser;
import dev.letterbox.testing.client.OverHttp;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a page of another site can make a browser send. */
public interface ForgeryTests extends OverHttp {

  @Test
  default void page_of_another_site_can_use_neither_the_cookie_nor_basic() {
    Browser bob = Browser.of(this, "bob", "demo");
    for (String site : List.of("cross-site", "same-site")) {
      for (RequestSpecification request : List.of(as("bob"), bob.asks())) {
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
      person("script")
          .asks()
          .header("Sec-Fetch-Site", site)
          .get("api/unread-count")
          .then()
          .statusCode(200);
    }
    for (String site : List.of("same-origin", "none")) {
      as("bob").header("Sec-Fetch-Site", site).get("api/unread-count").then().statusCode(200);
      bob.asks().header("Sec-Fetch-Site", site).get("api/unread-count").then().statusCode(200);
    }
  }

  @Test
  default void foreign_origin_counts_where_a_browser_says_no_more() {
    Browser bob = Browser.of(this, "bob", "demo");
    for (String origin : List.of("https://evil.example", "null", "http://127.0.0.1:1")) {
      as("bob").header("Origin", origin).post("api/messages/0/read").then().statusCode(403);
      bob.asks().header("Origin", origin).get("api/unread-count").then().statusCode(403);
    }
    String own = base().toString().replaceFirst("/letterbox/$", "");
    as("bob").header("Origin", own).post("api/messages/0/read").then().statusCode(404);
    person("script")
        .asks()
        .header("Origin", "https://elsewhere.example")
        .get("api/unread-count")
        .then()
        .statusCode(200);
  }
}
