package dev.letterbox.rest.admin;

import static org.hamcrest.Matchers.hasKey;

import dev.letterbox.testing.client.HttpTestSupport;
import io.restassured.http.ContentType;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The URLs of webhooks that the default settings reject. */
public interface WebhookUrlPolicyTests extends HttpTestSupport {

  @Test
  default void disallowed_webhook_url_is_reported_with_400() {
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
      asAdmin()
          .contentType(ContentType.JSON)
          .body(Map.of("url", url, "events", List.of("message.sent")))
          .post("api/webhooks")
          .then()
          .statusCode(400)
          .body("errors", hasKey("url"));
    }
  }
}
