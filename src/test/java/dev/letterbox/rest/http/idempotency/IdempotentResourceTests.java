package dev.letterbox.rest.http.idempotency;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.letterbox.testing.support.InServerTestBase;
import dev.letterbox.testing.support.TestHttpClient;
import dev.letterbox.testing.support.recording.RecordedLog;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.logging.Logger;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Idempotency keys of a resource subclass, and the log of rejected requests. */
@Tag("once")
class IdempotentResourceTests extends InServerTestBase {

  @Test
  @RunAsClient
  void keys_hold_for_a_resource_subclass_on_its_own_route() throws Exception {
    TestHttpClient alice = TestHttpClient.at(base()).as("alice");
    String key = UUID.randomUUID().toString();
    String json = "{\"recipients\":[\"alice\"],\"subject\":\"s\",\"message\":\"m\"}";
    HttpResponse<String> first = alice.post("api/more-messages", json, key);
    HttpResponse<String> again = alice.post("api/more-messages", json, key);
    assertEquals(201, first.statusCode(), first.body());
    assertEquals(first.body(), again.body());
    assertEquals(422, alice.post("api/messages", json, key).statusCode());
  }

  private static List<String> warnings(RecordedLog log) {
    return log.records().stream()
        .filter(entry -> entry.getThrown() != null || entry.getLevel().intValue() > 800)
        .map(entry -> entry.getLoggerName() + ": " + entry.getMessage() + entry.getThrown())
        .toList();
  }

  @Test
  void rejected_requests_with_a_key_log_no_warning() throws Exception {
    TestHttpClient ada = TestHttpClient.at(base()).as("ada");
    TestHttpClient bob = TestHttpClient.at(base()).as("bob");
    String key = UUID.randomUUID().toString();
    List<Integer> statuses = new ArrayList<>();
    Logger root = Logger.getLogger("");
    try (RecordedLog log = new RecordedLog(root, root.getLevel())) {
      statuses.add(ada.post("api/messages", "{\"subject\":\"\"}", key).statusCode());
      statuses.add(ada.post("api/messages", "{\"colour\":\"red\"}", key).statusCode());
      statuses.add(ada.post("api/messages", "{\"subject\":\"\"}", "k e y").statusCode());
      statuses.add(bob.post("api/tokens", "{\"user\":\"ada\",\"label\":\"x\"}", key).statusCode());
      statuses.add(ada.post("api/accounts", "{\"name\":\"bob\"}", key).statusCode());
      statuses.add(ada.post("api/tokens", "{\"label\":\"x\"}", key).statusCode());
      statuses.add(ada.post("api/tokens", "{\"label\":\"y\"}", key).statusCode());
      assertEquals(List.of(400, 400, 400, 403, 409, 201, 422), statuses);
      assertFalse(log.records().isEmpty(), "the statements are logged");
      assertEquals(List.of(), warnings(log));
    }
  }
}
