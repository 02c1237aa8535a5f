package dev.letterbox.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.letterbox.testing.Http;
import dev.letterbox.testing.Services;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.junit.jupiter.api.Test;

/**
 * How many SQL statements a whole request costs, its log-in included, which was checked a moment
 * ago. What is asserted does not depend on the size of the mailbox: each is measured in a small one
 * and in a larger one.
 */
public interface StatementsOfRequestsTests extends Services {

  /** The first request checks the password; the following ones are measured. */
  private Http warm(String user) throws Exception {
    Http http = Http.at(base()).as(user);
    assertEquals(200, http.get("api/unread-count").statusCode());
    return http;
  }

  private void notices(String user, int number) throws Exception {
    Http bruno = warm("bruno");
    for (int i = 0; i < number; i++) {
      String json =
          "{\"recipients\":[\""
              + user
              + "\"],\"message\":\"Hello\",\"extra_tags\":[\"a\",\"b\"],\"view\":\"demo:index\"}";
      assertEquals(201, bruno.post("api/notices", json).statusCode());
    }
  }

  private static void assertStatements(int most, HttpResponse<String> response) {
    int statements = Http.statements(response);
    assertTrue(statements <= most, response.uri() + ": " + statements + " statements");
  }

  @Test
  @RunAsClient
  default void nothing_there_costs_no_statement() throws Exception {
    assertEquals(0, Http.statements(warm("carol").get("api/nothing-there")));
  }

  @Test
  @RunAsClient
  default void log_in_costs_one_statement_and_none_a_moment_later() throws Exception {
    String made = warm("ada").post("api/tokens", "{\"label\":\"test\"}").body();
    Http script = Http.at(base()).withToken(found("\"token\":\"(\\w[^\"]*)\"", made));
    assertEquals(2, Http.statements(script.get("api/unread-count")));
    assertEquals(1, Http.statements(script.get("api/unread-count")));
  }

  @Test
  @RunAsClient
  default void unread_count_costs_1_peek_at_most_2_in_a_mailbox_of_any_size() throws Exception {
    Http carol = warm("carol");
    for (int size : new int[] {3, 60}) {
      notices("carol", size);
      assertStatements(1, carol.get("api/unread-count"));
      assertStatements(2, carol.get("api/messages/peek"));
    }
  }

  @Test
  @RunAsClient
  default void page_of_10_costs_at_most_4_and_detail_at_most_3_marking_included() throws Exception {
    Http mona = warm("mona");
    for (int size : new int[] {12, 60}) {
      notices("mona", size);
      HttpResponse<String> page = mona.get("api/messages?offset=2");
      assertEquals(10, matches("\"read_at\":null", page.body()), page.body());
      assertStatements(4, page);
      HttpResponse<String> detail = mona.get("api/messages/" + newest("mona"));
      assertEquals(1, matches("\"read_at\":null", detail.body()), detail.body());
      assertStatements(3, detail);
      assertStatements(3, mona.get("api/messages?offset=999"));
    }
  }

  @Test
  @RunAsClient
  default void page_of_10_costs_at_most_4_with_any_filter_order_or_style() throws Exception {
    Http carol = warm("carol");
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
      notices("carol", 12);
      HttpResponse<String> page = carol.get("api/messages?" + query);
      assertEquals(10, matches("\"read_at\":null", page.body()), query);
      assertStatements(4, page);
    }
    for (String query :
        List.of("unread=false", "read_after=2020-01-01&read_before=2999-01-01", "ordering=level")) {
      HttpResponse<String> page = carol.get("api/messages?mark_read=false&" + query);
      assertEquals(10, matches("\"moderation_status\"", page.body()), query);
      assertStatements(2, page);
    }
  }

  @Test
  @RunAsClient
  default void folder_and_conversation_cost_at_most_3_and_2_more_to_mark() throws Exception {
    Http mona = warm("mona");
    for (int size : new int[] {3, 40}) {
      notices("mona", size);
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
      assertStatements(5, mona.get("api/conversations/" + newest("mona")));
      assertStatements(3, mona.get("api/conversations/0"));
    }
  }

  @Test
  @RunAsClient
  default void known_answer_costs_one_statement() throws Exception {
    notices("mona", 3);
    Http mona = warm("mona");
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
  default void marking_costs_at_most_3_for_one_and_for_all_up_to_an_id() throws Exception {
    Http ada = warm("ada");
    long id = newest("ada");
    assertStatements(3, ada.post("api/messages/" + id + "/read", ""));
    assertStatements(3, ada.post("api/messages/" + id + "/unread", ""));
    notices("ada", 20);
    long last = newest("ada");
    assertStatements(3, ada.post("api/messages/read", "{\"up_to\":" + last + "}"));
    assertEquals("{\"unread_count\":0}", ada.get("api/unread-count").body());
  }

  /** A new, unread message for this user. */
  private long newest(String user) throws Exception {
    String json = "{\"recipients\":[\"" + user + "\"],\"message\":\"Newest\"}";
    String report = warm("bruno").post("api/notices", json).body();
    return Long.parseLong(found("\"id\":(\\d+)", report));
  }

  private static String found(String pattern, String text) {
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    assertTrue(matcher.find(), text);
    return matcher.group(1);
  }

  @Test
  @RunAsClient
  default void write_costs_the_same_whoever_gets_it_and_a_delete_too() throws Exception {
    Http ada = warm("ada");
    String json = "{\"recipients\":[\"ada\"],\"subject\":\"s\",\"message\":\"m\"}";
    assertStatements(9, ada.post("api/messages", json)); // with ratings and the outbox
    long id = newest("ada");
    assertEquals(200, ada.get("api/messages/" + id).statusCode());
    assertStatements(9, ada.delete("api/messages/" + id)); // both sides
    assertStatements(5, ada.delete("api/messages/" + id));
  }

  @Test
  @RunAsClient
  default void search_for_recipients_and_blocks_cost_2_and_a_reply_a_fixed_number()
      throws Exception {
    Http ada = warm("ada");
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
  default void key_costs_2_statements_more_and_its_answer_2_in_place_of_all() throws Exception {
    Http ada = warm("ada");
    String json = "{\"recipients\":[\"ada\"],\"subject\":\"s\",\"message\":\"m\"}";
    int without = Http.statements(ada.post("api/messages", json));
    String key = UUID.randomUUID().toString();
    assertEquals(without + 2, Http.statements(ada.post("api/messages", json, key)));
    assertEquals(2, Http.statements(ada.post("api/messages", json, key)));
    assertEquals(2, Http.statements(ada.post("api/messages", "{}", key)));
    assertEquals(0, Http.statements(ada.post("api/messages", json, "k e y")));
  }

  @Test
  @RunAsClient
  default void preferences_cost_few_statements() throws Exception {
    Http carol = warm("carol");
    assertStatements(2, carol.get("api/preferences"));
    assertStatements(5, carol.send("PATCH", "api/preferences", "{\"digest\":\"none\"}"));
  }

  private static long matches(String part, String text) {
    return Pattern.compile(Pattern.quote(part)).matcher(text).results().count();
  }
}
