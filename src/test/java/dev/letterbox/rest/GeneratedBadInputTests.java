package dev.letterbox.rest;

import dev.letterbox.testing.client.Contract;
import dev.letterbox.testing.client.GeneratedRequests;
import dev.letterbox.testing.client.OverHttp;
import dev.letterbox.testing.client.Person;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Every operation of the served OpenAPI document with every bad value: what the document calls
 * valid is not refused, what it does not is a 400 that names it, and nothing is ever a 5xx.
 *
 * <p>The server may refuse by itself, without a problem as a body: a URL that is no UTF-8, a URL or
 * a header of more than 8,000 characters, and control characters, slashes and backslashes in a
 * path.
 */
public interface GeneratedBadInputTests extends OverHttp {

  private GeneratedRequests requests() {
    Person caller = person("anybody", "broadcaster", "moderator", "admin");
    String served = caller.gets("openapi.json").asString();
    return new GeneratedRequests(Contract.parse(served), caller, person("other"));
  }

  /** They would be told of whatever other tests do. */
  private void deleteWebhooks() {
    List<Integer> ids = asAdmin().get("api/webhooks").path("results.id");
    ids.forEach(id -> asAdmin().delete("api/webhooks/" + id).then().statusCode(204));
  }

  @Test
  default void every_query_parameter_is_understood_or_refused_by_name() {
    requests().queries();
  }

  @Test
  default void every_variable_of_a_path_is_understood_or_refused() {
    requests().paths();
  }

  @Test
  default void every_member_of_a_body_is_understood_or_refused_by_name() {
    requests().bodies();
    deleteWebhooks();
  }

  @Test
  default void every_header_is_understood_or_refused_by_name() {
    requests().headers();
    deleteWebhooks();
  }

  @Test
  default void cursor_that_was_tampered_with_or_is_somebody_elses_is_refused_by_name() {
    requests().cursors(person("stranger"));
  }
}
