package dev.letterbox.rest.http;

import dev.letterbox.testing.client.ApiUser;
import dev.letterbox.testing.client.HttpTestBase;
import dev.letterbox.testing.client.contract.OpenApiContract;
import dev.letterbox.testing.client.fuzzing.GeneratedRequests;
import dev.letterbox.testing.client.server.SharedServer;
import dev.letterbox.testing.support.TestLength;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Calls every operation of the served OpenAPI document with generated values: values that are valid
 * by the document are accepted, other values are a 400 that names the parameter, never a 5xx.
 *
 * <p>The server itself may reject, without a problem as body: URLs that are not UTF-8, URLs and
 * headers of more than 8,000 characters, and control characters, slashes and backslashes in paths.
 */
class GeneratedInvalidInputTests extends HttpTestBase {

  /** Bodies are parsed by the same code on each server, URLs and headers are not. */
  private static final int BODY_STEP = SharedServer.isOnWildFly() ? TestLength.of(5, 1) : 1;

  private GeneratedRequests requests() {
    ApiUser caller = createUser("caller", "broadcaster", "moderator", "admin");
    String served = caller.get("openapi.json").asString();
    return new GeneratedRequests(
        OpenApiContract.parse(served), caller, createUser("other"), BODY_STEP);
  }

  /** Otherwise they would receive the events of other tests. */
  private void deleteWebhooks() {
    List<Integer> ids = asAdmin().get("api/webhooks").path("results.id");
    ids.forEach(id -> asAdmin().delete("api/webhooks/" + id).then().statusCode(204));
  }

  @Test
  void every_query_parameter_is_accepted_or_rejected_by_name() {
    requests().verifyQueries();
  }

  @Test
  void every_path_variable_is_accepted_or_rejected() {
    requests().verifyPaths();
  }

  @Test
  void every_body_field_is_accepted_or_rejected_by_name() {
    try {
      requests().verifyBodies();
    } finally {
      deleteWebhooks();
    }
  }

  @Test
  void every_header_is_accepted_or_rejected_by_name() {
    try {
      requests().verifyHeaders();
    } finally {
      deleteWebhooks();
    }
  }

  @Test
  void tampered_or_foreign_cursor_is_rejected_by_name() {
    requests().verifyCursors(createUser("stranger"));
  }
}
