package dev.letterbox.rest.http.problem;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.letterbox.api.MessageFilter;
import dev.letterbox.api.PageRequest;
import dev.letterbox.shared.jdbc.SqlFragment;
import dev.letterbox.shared.jdbc.UncheckedSqlException;
import dev.letterbox.testing.support.InServerTestBase;
import dev.letterbox.testing.support.TestDatabase;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Queries whose work a user decides. */
class QueryTimeoutTests extends InServerTestBase {

  private static final String ENDLESS_ON_DERBY =
      """
      select count(*) as number from sys.syscolumns a, sys.syscolumns b, sys.syscolumns c,
        sys.syscolumns d, sys.syscolumns e
      """;
  private static final String ENDLESS_ON_POSTGRESQL =
      "select count(*) as number from generate_series(1, 1000000000000)";

  @Test
  void query_that_takes_too_long_ends_and_is_a_503() {
    SqlFragment endless =
        SqlFragment.of(
                TestDatabase.current() == TestDatabase.DERBY
                    ? ENDLESS_ON_DERBY
                    : ENDLESS_ON_POSTGRESQL)
            .limitTime();
    UncheckedSqlException failure =
        assertThrows(
            UncheckedSqlException.class,
            () -> database().sql(endless).single(row -> row.getLong("number")));
    assertTrue(failure.isTimeout(), failure.toString());
    Response response = new DefaultExceptionMapper().toResponse(new RuntimeException(failure));
    assertEquals(503, response.getStatus());
    assertEquals(10, response.getHeaders().getFirst("Retry-After"));
    String body = new String((byte[]) response.getEntity(), UTF_8);
    assertTrue(
        body.contains(
            "The query took longer than 10 seconds; use fewer words, or a narrower filter."),
        body);
    String bob = users().create("bob");
    PageRequest search = PageRequest.inbox(bob).filter(MessageFilter.ALL.containing("lunch"));
    assertEquals(List.of(), mailboxes().page(search).results(), "the connections still work");
  }
}
