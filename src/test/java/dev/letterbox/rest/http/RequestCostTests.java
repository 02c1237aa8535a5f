package dev.letterbox.rest.http;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toMap;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.letterbox.rest.http.CostTable.Cost;
import dev.letterbox.rest.http.MeasuredRequests.MeasuredRequest;
import dev.letterbox.testing.support.InServerTestBase;
import dev.letterbox.testing.support.TestHttpClient;
import dev.letterbox.testing.support.statement.Recording;
import dev.letterbox.testing.support.statement.StatementRecorder;
import dev.letterbox.testing.support.statement.StatementRecorder.RecordableWork;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/**
 * Statements, round trips and parses of each request are those of docs/performance.md. When they
 * change, this fails with the new ones.
 */
class RequestCostTests extends InServerTestBase {

  /**
   * Work is repeated until it costs what is documented several times in a row: caches fill, and the
   * driver prepares a statement in the database at its fifth execution on a connection, of which
   * the pool has several.
   */
  private static final int REQUIRED_MATCHES = 3;

  private static final int MAX_REPETITIONS = 100;

  @Test
  void requests_and_calls_cost_what_is_documented() throws Exception {
    List<Cost> documented = CostTable.ofDeployment().stream().map(CostTable.Row::cost).toList();
    Map<String, Cost> byName = documented.stream().collect(toMap(Cost::name, cost -> cost));
    MeasuredRequests requests = new MeasuredRequests(this);
    Map<String, Callable<Cost>> work = new LinkedHashMap<>();
    requests.all().forEach((name, request) -> work.put(name, () -> cost(name, request)));
    new MeasuredCalls(this).all().forEach((name, call) -> work.put(name, () -> cost(name, call)));
    StringBuilder measured = new StringBuilder();
    for (Map.Entry<String, Callable<Cost>> each : work.entrySet()) {
      measured.append(measure(each.getValue(), byName.get(each.getKey()))).append('\n');
    }
    requests.deleteWebhook();
    assertEquals(
        documented.stream().map(cost -> cost + "\n").collect(joining()), measured.toString());
  }

  /** The documented cost if the work has it several times in a row, or else the last other one. */
  private static Cost measure(Callable<Cost> work, Cost documented) throws Exception {
    Cost other = null;
    int matches = 0;
    for (int i = 0; i < MAX_REPETITIONS && matches < REQUIRED_MATCHES; i++) {
      Cost cost = work.call();
      if (cost.equals(documented)) {
        matches++;
      } else {
        matches = 0;
        other = cost;
      }
    }
    return matches == REQUIRED_MATCHES ? documented : other;
  }

  private static Cost cost(String name, MeasuredRequest request) throws Exception {
    HttpResponse<String> response = request.send();
    assertTrue(response.statusCode() < 400, () -> name + ": " + response.body());
    return new Cost(
        name,
        TestHttpClient.statementCount(response),
        TestHttpClient.roundTripCount(response),
        TestHttpClient.parseCount(response));
  }

  private static Cost cost(String name, RecordableWork call) throws Exception {
    Recording recording = StatementRecorder.record(call);
    return new Cost(
        name, recording.statements().size(), recording.roundTrips(), recording.parses());
  }
}
