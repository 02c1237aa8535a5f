package dev.letterbox.rest.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.letterbox.rest.http.MeasuredExchanges.MeasuredExchange;
import dev.letterbox.testing.client.contract.ApiRoute;
import dev.letterbox.testing.support.InServerTestBase;
import dev.letterbox.testing.support.TestDatabase;
import dev.letterbox.testing.support.TestHttpClient;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.junit.jupiter.api.Test;

/**
 * Round trips to PostgreSQL of each route, with a cached log-in, when it is repeated: the driver
 * has prepared its statements then, so none is parsed.
 */
class RequestRoundTripTests extends InServerTestBase {

  /** The driver prepares a statement on a connection after 5 executions. */
  private static final int MAX_REPETITIONS = 40;

  private static final int BEGIN_AND_COMMIT = 2;

  /** Routes that are not measured, by the reason. */
  private static final Map<String, List<String>> NOT_MEASURED =
      Map.of(
          "a stream",
          List.of("GET events"),
          "limited for each client; as POST messages",
          List.of("POST visitors/messages"),
          "needs the link of an e-mail",
          List.of("GET unsubscribe", "POST unsubscribe"),
          "needs the cookie of a session; SessionMessageCleanupTests counts statements",
          List.of("GET session", "DELETE session"),
          "concerns all data of a user or of other tests",
          List.of(
              "GET accounts/{name}/export",
              "POST accounts/{name}/erase",
              "POST outbox/replay",
              "POST maintenance/cleanup",
              "POST maintenance/checkup"),
          "needs a record that is not delivered",
          List.of("POST outbox/{id}/replay", "DELETE outbox/{id}"),
          "a webhook would receive the events of other tests",
          List.of(
              "POST webhooks", "GET webhooks/{id}", "PATCH webhooks/{id}", "DELETE webhooks/{id}"));

  /**
   * Sends a request until nothing is parsed for it but begin and commit, and it takes no more round
   * trips: just after a change of a webhook, a writer reads the webhooks.
   */
  private static void assertBecomesCheap(MeasuredExchange measured) throws Exception {
    HttpResponse<String> response = null;
    for (int i = 0; i < MAX_REPETITIONS; i++) {
      response = measured.exchange().send();
      assertTrue(response.statusCode() < 300, measured.name() + response + response.body());
      if (isPrepared(response)
          && TestHttpClient.roundTripCount(response) <= measured.maxRoundTrips()) {
        return;
      }
    }
    assertEquals(
        measured.maxRoundTrips(), TestHttpClient.roundTripCount(response), measured.name());
    assertTrue(isPrepared(response), measured.name() + " is parsed each time");
  }

  /** The driver prepares neither begin nor commit. */
  private static boolean isPrepared(HttpResponse<?> response) {
    boolean inTransaction = TestHttpClient.roundTripCount(response) > BEGIN_AND_COMMIT;
    return TestHttpClient.parseCount(response) <= (inTransaction ? BEGIN_AND_COMMIT : 0);
  }

  @Test
  @RunAsClient
  void repeated_request_takes_few_round_trips_and_parses_nothing() throws Exception {
    if (TestDatabase.current() == TestDatabase.POSTGRESQL) { // none to embedded Derby
      for (MeasuredExchange each : MeasuredExchanges.all(base())) {
        assertBecomesCheap(each);
      }
    }
  }

  @Test
  @RunAsClient
  void each_route_is_measured_or_has_a_reason_not_to_be() {
    Set<String> routes = new TreeSet<>();
    ApiRoute.ALL.forEach(route -> routes.add(route.method() + " " + route.path()));
    Set<String> known = new TreeSet<>();
    NOT_MEASURED.values().forEach(known::addAll);
    MeasuredExchanges.all(base()).forEach(each -> known.add(each.route()));
    assertEquals(routes, known);
  }
}
