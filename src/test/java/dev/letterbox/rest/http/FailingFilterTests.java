package dev.letterbox.rest.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.letterbox.testing.support.InServerTestBase;
import dev.letterbox.testing.support.TestHttpClient;
import java.net.http.HttpResponse;
import java.util.UUID;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The response when a bean of the installation fails. */
@Tag("once")
class FailingFilterTests extends InServerTestBase {

  @Test
  @RunAsClient
  void problem_names_the_failing_filter_and_no_details() throws Exception {
    String broken = "broken-" + UUID.randomUUID();
    TestHttpClient ada = TestHttpClient.at(base()).as("ada");
    assertEquals(201, ada.post("api/accounts", "{\"name\":\"" + broken + "\"}").statusCode());
    String json = "{\"recipients\":[\"" + broken + "\"],\"subject\":\"s\"}";
    HttpResponse<String> failed = ada.post("api/messages", json);
    assertEquals(500, failed.statusCode());
    String expectedDetail =
        "dev.letterbox.message.RobotFilter failed, so nothing was stored. Incident ";
    assertTrue(failed.body().contains("\"detail\":\"" + expectedDetail), failed.body());
    assertTrue(failed.body().contains("\"incident\":\""), failed.body());
    assertFalse(failed.body().contains("secret"), failed.body());
    assertEquals(500, ada.get("api/recipients?q=" + broken).statusCode());
    assertEquals(500, ada.get("api/messages/draft?to=" + broken).statusCode());
  }
}
