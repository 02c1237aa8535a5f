package dev.letterbox.rest.http;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.letterbox.testing.support.InServerTestBase;
import dev.letterbox.testing.support.TestDatabase;
import dev.letterbox.testing.support.TestHttpClient;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.junit.jupiter.api.Test;

/**
 * The number of SQL statements and of round trips to PostgreSQL of a whole request, including its
 * log-in, which is cached. The limits do not depend on the size of the mailbox: each is measured in
 * a small and in a larger one.
 */
class RequestStatementCountTests extends InServerTestBase {

  private static final int BEGIN_AND_COMMIT = 2;

  /** The first request checks the password; the following ones are measured. */
  private TestHttpClient loggedIn(String user) throws Exception {
    TestHttpClient http = TestHttpClient.at(base()).as(user);
    assertEquals(200, http.get("api/unread-count").statusCode());
    return http;
  }

  private void createNotices(String user, int number) throws Exception {
    TestHttpClient bruno = loggedIn("bruno");
    for (int i = 0; i < number; i++) {
      String json =
          "{\"recipients\":[\""
              + user
              + "\"],\"message\":\"Hello\",\"extra_tags\":[\"a\",\"b\"],\"view\":\"demo:index\"}";
      assertEquals(201, bruno.post("api/notices", json).statusCode());
    }
  }

  private static void assertStatements(int maxStatements, HttpResponse<String> response) {
    int statements = TestHttpClient.statementCount(response);
    assertTrue(statements <= maxStatements, response.uri() + ": " + statements + " statements");
    int roundTrips = TestHttpClient.roundTripCount(response);
    assertTrue(
        roundTrips <= statements + BEGIN_AND_COMMIT,
        response.uri() + ": " + roundTrips + " round trips");
  }

  private static void assertRoundTrips(int onPostgresql, HttpResponse<String> response) {
    assertEquals(
        TestDatabase.current() == TestDatabase.POSTGRESQL ? onPostgresql : 0,
        TestHttpClient.roundTripCount(response),
        response.uri().toString());
  }

  @Test
  @RunAsClient
  void request_that_changes_nothing_begins_no_transaction() throws Exception {
    TestHttpClient carol = loggedIn("carol");
    long id = createMessage("carol");
    carol.get("api/messages/" + id);
    String page = "api/messages?mark_read=false";
    String tag = carol.get(page).headers().firstValue("ETag").orElseThrow();
    HttpResponse<String> known = carol.withHeader("If-None-Match", tag).get(page);
    assertEquals(304, known.statusCode());
    assertRoundTrips(1, known);
    assertRoundTrips(1, carol.get("api/unread-count"));
    assertRoundTrips(1, carol.get("api/messages/peek"));
    assertRoundTrips(1, carol.get("api/messages/" + id));
    assertRoundTrips(1, carol.get(page));
    assertRoundTrips(1, carol.get("api/conversations/" + id + "?mark_read=false"));
  }

  @Test
  @RunAsClient
  void unknown_path_costs_no_statement() throws Exception {
    assertEquals(0, TestHttpClient.statementCount(loggedIn("carol").get("api/nothing-there")));
  }

  @Test
  @RunAsClient
  void login_costs_one_statement_and_none_while_cached() throws Exception {
    String made = loggedIn("ada").post("api/tokens", "{\"label\":\"test\"}").body();
    TestHttpClient script =
        TestHttpClient.at(base()).withToken(firstGroup("\"token\":\"(\\w[^\"]*)\"", made));
    assertEquals(2, TestHttpClient.statementCount(script.get("api/unread-count")));
    assertEquals(1, TestHttpClient.statementCount(script.get("api/unread-count")));
  }

  @Test
  @RunAsClient
  void unread_count_and_peek_cost_1_in_a_mailbox_of_any_size() throws Exception {
    TestHttpClient carol = loggedIn("carol");
    for (int size : new int[] {3, 60}) {
      createNotices("carol", size);
      assertStatements(1, carol.get("api/unread-count"));
      assertStatements(1, carol.get("api/messages/peek"));
    }
  }

  @Test
  @RunAsClient
  void page_of_10_costs_at_most_4_and_detail_at_most_3_marking_included() throws Exception {
    TestHttpClient mona = loggedIn("mona");
    for (int size : new int[] {12, 60}) {
      createNotices("mona", size);
      HttpResponse<String> page = mona.get("api/messages?offset=2");
      assertEquals(10, countMatches("\"read_at\":null", page.body()), page.body());
      assertStatements(4, page);
      HttpResponse<String> detail = mona.get("api/messages/" + createMessage("mona"));
      assertEquals(1, countMatches("\"read_at\":null", detail.body()), detail.body());
      assertStatements(3, detail);
      assertStatements(3, mona.get("api/messages?offset=999"));
    }
  }

  @Test
  @RunAsClient
  void page_of_10_costs_at_most_4_with_any_filter_order_or_style() throws Exception {
    TestHttpClient carol = loggedIn("carol");
    List<String> marking =
        List.of(
            "unread=true",
            "level=20&level__gt=1&level__gte=20&level__lt=30&level__lte=20",
            "level_tag=info",
            "extra_tags=a&extra_tags=b",
            "extra_tags__icontains=A&extra_tags__startswith=a",
            "view=demo:index",
            "created_after=2020-01-01&created_before=2999-01-01",
            "search=hello,ell",
            "ordering=-created",
            "cursor=",
            "cursor=&count=true&search=hello",
            "unread=true&level_tag=info&extra_tags=a&search=hello&created_after=2020-01-01&cursor=");
    for (String query : marking) {
      createNotices("carol", 12);
      HttpResponse<String> page = carol.get("api/messages?" + query);
      assertEquals(10, countMatches("\"read_at\":null", page.body()), query);
      assertStatements(4, page);
    }
    for (String query :
        List.of("unread=false", "read_after=2020-01-01&read_before=2999-01-01", "ordering=level")) {
      HttpResponse<String> page = carol.get("api/messages?mark_read=false&" + query);
      assertEquals(10, countMatches("\"moderation_status\"", page.body()), query);
      assertStatements(2, page);
    }
  }

  @Test
  @RunAsClient
  void folder_and_conversation_cost_at_most_3_and_2_more_to_mark() throws Exception {
    TestHttpClient mona = loggedIn("mona");
    for (int size : new int[] {3, 40}) {
      createNotices("mona", size);
      for (String path :
          List.of(
              "api/messages?folder=inbox",
              "api/messages?folder=inbox&by=message",
              "api/messages?folder=inbox&cursor=&ordering=-subject,sender",
              "api/messages?folder=sent&ordering=recipient",
              "api/messages?folder=archives",
              "api/messages?folder=trash&search=hello&level_tag=info")) {
        assertStatements(3, mona.get(path));
        assertStatements(5, mona.get(path + "&mark_read=true"));
      }
      assertStatements(5, mona.get("api/conversations/" + createMessage("mona")));
      assertStatements(3, mona.get("api/conversations/0"));
    }
  }

  @Test
  @RunAsClient
  void not_modified_response_costs_one_statement() throws Exception {
    createNotices("mona", 3);
    TestHttpClient mona = loggedIn("mona");
    for (String path : List.of("api/unread-count", "api/messages/peek", "api/messages?limit=2")) {
      mona.get(path);
      String tag = mona.get(path).headers().firstValue("ETag").orElseThrow();
      HttpResponse<String> known = mona.withHeader("If-None-Match", tag).get(path);
      assertEquals(304, known.statusCode(), path);
      assertStatements(1, known);
    }
  }

  @Test
  @RunAsClient
  void marking_costs_at_most_3_for_one_and_for_all_up_to_an_id() throws Exception {
    TestHttpClient ada = loggedIn("ada");
    long id = createMessage("ada");
    assertStatements(3, ada.post("api/messages/" + id + "/read", ""));
    assertStatements(3, ada.post("api/messages/" + id + "/unread", ""));
    createNotices("ada", 20);
    long last = createMessage("ada");
    assertStatements(3, ada.post("api/messages/read", "{\"up_to\":" + last + "}"));
    assertEquals("{\"unread_count\":0}", ada.get("api/unread-count").body());
  }

  /** A new, unread message for this user. */
  private long createMessage(String user) throws Exception {
    String json = "{\"recipients\":[\"" + user + "\"],\"message\":\"Newest\"}";
    String report = loggedIn("bruno").post("api/notices", json).body();
    return Long.parseLong(firstGroup("\"id\":(\\d+)", report));
  }

  private static String firstGroup(String pattern, String text) {
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    assertTrue(matcher.find(), text);
    return matcher.group(1);
  }

  @Test
  @RunAsClient
  void write_and_delete_cost_a_fixed_number_of_statements() throws Exception {
    TestHttpClient ada = loggedIn("ada");
    String json = "{\"recipients\":[\"ada\"],\"subject\":\"s\",\"message\":\"m\"}";
    int maxStatements = TestDatabase.current() == TestDatabase.POSTGRESQL ? 2 : 9;
    HttpResponse<String> written =
        await() // just after a change of a webhook, a writer reads the webhooks
            .atMost(Duration.ofSeconds(3))
            .until(
                () -> ada.post("api/messages", json),
                response -> TestHttpClient.statementCount(response) <= maxStatements);
    assertStatements(maxStatements, written); // with several ratings and the outbox
    assertRoundTrips(TestHttpClient.statementCount(written) + BEGIN_AND_COMMIT, written);
    long id = createMessage("ada");
    assertEquals(200, ada.get("api/messages/" + id).statusCode());
    assertStatements(9, ada.delete("api/messages/" + id)); // both sides
    assertStatements(5, ada.delete("api/messages/" + id));
  }

  @Test
  @RunAsClient
  void search_for_recipients_and_blocks_cost_2_and_a_reply_a_fixed_number() throws Exception {
    TestHttpClient ada = loggedIn("ada");
    assertStatements(2, ada.get("api/recipients?q=a&limit=50"));
    assertStatements(2, ada.get("api/blocks"));
    assertStatements(3, ada.send("PUT", "api/blocks/carol"));
    assertStatements(2, ada.delete("api/blocks/carol"));
    String json = "{\"recipients\":[\"ada\"],\"subject\":\"s\",\"message\":\"m\"}";
    String location = ada.post("api/messages", json).headers().firstValue("Location").orElseThrow();
    for (int i = 0; i < 3; i++) {
      HttpResponse<String> reply = ada.post(location + "/replies", "{}");
      assertEquals(201, reply.statusCode(), reply.body());
      assertStatements(25, reply);
      location = reply.headers().firstValue("Location").orElseThrow();
    }
  }

  @Test
  @RunAsClient
  void idempotency_key_adds_2_statements_and_a_repeat_costs_2() throws Exception {
    TestHttpClient ada = loggedIn("ada");
    String json = "{\"recipients\":[\"ada\"],\"subject\":\"s\",\"message\":\"m\"}";
    int without = TestHttpClient.statementCount(ada.post("api/messages", json));
    String key = UUID.randomUUID().toString();
    assertEquals(without + 2, TestHttpClient.statementCount(ada.post("api/messages", json, key)));
    assertEquals(2, TestHttpClient.statementCount(ada.post("api/messages", json, key)));
    assertEquals(2, TestHttpClient.statementCount(ada.post("api/messages", "{}", key)));
    assertEquals(0, TestHttpClient.statementCount(ada.post("api/messages", json, "k e y")));
  }

  @Test
  @RunAsClient
  void preferences_cost_2_statements_and_a_change_5() throws Exception {
    TestHttpClient carol = loggedIn("carol");
    assertStatements(2, carol.get("api/preferences"));
    assertStatements(5, carol.send("PATCH", "api/preferences", "{\"digest\":\"immediate\"}"));
  }

  private static long countMatches(String part, String text) {
    return Pattern.compile(Pattern.quote(part)).matcher(text).results().count();
  }
}
