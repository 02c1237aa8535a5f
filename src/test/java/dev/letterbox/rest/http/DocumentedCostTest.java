package dev.letterbox.rest.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.letterbox.testing.client.contract.ApiRoute;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** docs/performance.md states the costs of each route, which {@link RequestCostTests} measures. */
class DocumentedCostTest {

  /** Routes without costs of their own, and why. */
  private static final Map<String, String> WITHOUT_ROW =
      Map.of(
          "GET events", "a stream without an end",
          "POST maintenance/cleanup", "depends on what has expired",
          "POST maintenance/checkup", "depends on all rows");

  @Test
  void every_route_has_documented_costs_or_a_reason_for_none() throws IOException {
    Set<String> expected = new TreeSet<>();
    ApiRoute.ALL.forEach(route -> expected.add(route.method() + " " + route.path()));
    Set<String> documented = new TreeSet<>(WITHOUT_ROW.keySet());
    CostTable.ofProject().forEach(row -> documented.add(row.name().split(",", 2)[0]));
    documented.removeIf(name -> name.startsWith("MessageService"));
    assertEquals(expected, documented);
  }
}
