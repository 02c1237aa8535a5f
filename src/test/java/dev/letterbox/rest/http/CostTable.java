package dev.letterbox.rest.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.letterbox.testing.support.TestDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The table of docs/performance.md that states the costs of requests and calls. */
final class CostTable {

  private static final Pattern ROW =
      Pattern.compile(
          "^\\| (`[^|]+) \\| (\\d+) \\| (\\d+) \\| (\\d+) \\| (\\d+) \\|$", Pattern.MULTILINE);

  private CostTable() {}

  /**
   * A row.
   *
   * @param name the route or the method, and what is special about the request or the call
   */
  record Row(String name, int statements, int roundTrips, int parses, int statementsOnDerby) {

    /** The costs on the database of this run. */
    Cost cost() {
      return TestDatabase.current() == TestDatabase.POSTGRESQL
          ? new Cost(name, statements, roundTrips, parses)
          : new Cost(name, statementsOnDerby, 0, 0);
    }
  }

  /** What a request or a call costs. */
  record Cost(String name, int statements, int roundTrips, int parses) {

    @Override
    public String toString() {
      return "%s | %d | %d | %d".formatted(name, statements, roundTrips, parses);
    }
  }

  /** In a test without a server. */
  static List<Row> ofProject() throws IOException {
    return rows(Files.readString(Path.of("docs/performance.md")));
  }

  /** In a test inside a server. */
  static List<Row> ofDeployment() throws IOException {
    try (InputStream stream = CostTable.class.getResourceAsStream("/performance.md")) {
      return rows(new String(stream.readAllBytes(), UTF_8));
    }
  }

  private static List<Row> rows(String document) {
    return ROW.matcher(document).results().map(CostTable::row).toList();
  }

  private static Row row(MatchResult match) {
    return new Row(
        match.group(1).replace("`", ""),
        Integer.parseInt(match.group(2)),
        Integer.parseInt(match.group(3)),
        Integer.parseInt(match.group(4)),
        Integer.parseInt(match.group(5)));
  }
}
