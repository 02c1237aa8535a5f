package dev.letterbox.mailbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.letterbox.api.Folder;
import dev.letterbox.api.PageRequest;
import dev.letterbox.api.PageRequest.Grouping;
import dev.letterbox.testing.support.InServerTestBase;
import dev.letterbox.testing.support.statement.StatementRecorder;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How often PostgreSQL plans the statement of a page: planning takes longer than executing it. */
class PagePlanTests extends InServerTestBase {

  /** The driver prepares a statement after 5 executions, PostgreSQL keeps a plan after 5 more. */
  private static final int EXECUTIONS_UNTIL_PLANNED = 10;

  private static final int EXECUTIONS = 30;

  private static final String EXECUTIONS_BY_KEPT_PLAN =
      """
      select coalesce(sum(generic_plans), 0) from pg_prepared_statements
      where statement like '%lb_delivery%'
      """;

  private long executionsByKeptPlan(PageRequest request) throws Exception {
    transaction().begin(); // keeps the connection
    try {
      long before = sql().query(EXECUTIONS_BY_KEPT_PLAN, row -> row.getLong(1)).get(0);
      for (int i = 0; i < EXECUTIONS; i++) {
        assertEquals(request.limit(), mailboxes().page(request).results().size());
      }
      return sql().query(EXECUTIONS_BY_KEPT_PLAN, row -> row.getLong(1)).get(0) - before;
    } finally {
      transaction().rollback();
    }
  }

  @Test
  void pages_of_an_inbox_keep_their_plan() throws Exception {
    if (isOnDerby()) {
      return; // Derby has no such view: it plans each text once
    }
    String bob = users().create("bob");
    sendNotices(bob, 50);
    PageRequest first = PageRequest.inbox(bob).limit(20);
    String next = mailboxes().page(first.cursor("")).next().orElseThrow();
    assertKeepsPlan("the first page by offset", first);
    assertKeepsPlan("the first page by cursor", first.cursor(""));
    assertKeepsPlan("the next page by cursor", first.cursor(next));
    assertKeepsPlan(
        "conversations", first.grouping(Grouping.CONVERSATION).cursor("").counted(false));
  }

  /** The texts of the statements of a page. */
  private List<String> statements(PageRequest page) throws Exception {
    return StatementRecorder.capture(() -> mailboxes().page(page));
  }

  @Test
  void pages_at_all_offsets_have_the_same_statement() throws Exception {
    String bob = users().create("bob");
    for (Grouping grouping : Grouping.values()) {
      for (Folder folder : Folder.values()) {
        PageRequest page = PageRequest.of(folder, bob).grouping(grouping).limit(20);
        assertEquals(
            statements(page.offset(7)),
            statements(page.offset(90_000)),
            folder + " by " + grouping);
      }
    }
  }

  private void assertKeepsPlan(String name, PageRequest page) throws Exception {
    long executions = executionsByKeptPlan(page);
    assertTrue(executions >= EXECUTIONS - EXECUTIONS_UNTIL_PLANNED, name + ": " + executions);
  }
}
