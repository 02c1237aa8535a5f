package dev.letterbox.testing.support.statement;

import java.util.List;
import java.util.stream.Stream;

/**
 * What code has executed in the database.
 *
 * @param statements the texts; a batch counts as one
 * @param roundTrips number of times that it waited for PostgreSQL; 0 with Derby
 * @param parses number of statements that PostgreSQL parsed; 0 with Derby
 */
public record Recording(List<String> statements, int roundTrips, int parses) {

  static final Recording EMPTY = new Recording(List.of(), 0, 0);

  Recording plus(Recording more) {
    return new Recording(
        Stream.concat(statements.stream(), more.statements.stream()).toList(),
        roundTrips + more.roundTrips,
        parses + more.parses);
  }
}
