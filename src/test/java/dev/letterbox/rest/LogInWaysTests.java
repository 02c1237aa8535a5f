package dev.letterbox.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.letterbox.api.NewSession;
import dev.letterbox.shared.Setting;
import dev.letterbox.shared.Setting.Anonymous;
import dev.letterbox.shared.Setting.LogIn;
import dev.letterbox.testing.Http;
import dev.letterbox.testing.SessionServices;
import dev.letterbox.testing.SettableSettings;
import jakarta.enterprise.inject.spi.CDI;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What settings change for those who log in, and for those who don't. */
public interface LogInWaysTests extends SessionServices {

  private static SettableSettings settings() {
    return CDI.current().select(SettableSettings.class).get();
  }

  private Http inSession(NewSession session) {
    return Http.at(base())
        .withHeader("Cookie", "letterbox_session=" + session.secret())
        .withHeader("X-CSRF-Token", session.csrfToken());
  }

  private static void assertRefused(HttpResponse<String> response, String detail, String... asks) {
    assertEquals(401, response.statusCode(), response.body());
    assertTrue(response.body().contains(detail), response.body());
    assertEquals(List.of(asks), response.headers().allValues("WWW-Authenticate"));
  }

  @Test
  default void session_costs_unread_count_no_statement_more() throws Exception {
    Http bob = inSession(begin(users().withDemoPassword("bob")));
    assertEquals(2, Http.statements(bob.get("api/unread-count")), "the session is read");
    assertEquals(1, Http.statements(bob.get("api/unread-count")));
    assertEquals(0, Http.statements(bob.get("api/session")));
    assertEquals(
        1, Http.statements(Http.at(base()).withHeader("Cookie", stale()).get("api/unread-count")));
    assertEquals(
        0, Http.statements(Http.at(base()).withHeader("Cookie", stale()).get("api/unread-count")));
  }

  private static String stale() {
    return "letterbox_session=" + "S".repeat(43);
  }

  @Test
  default void log_in_by_a_session_costs_at_most_4_statements_and_log_out_1() throws Exception {
    String bob = users().withDemoPassword("bob");
    String json = "{\"user\":\"" + bob + "\",\"password\":\"demo\"}";
    HttpResponse<String> made = Http.at(base()).post("api/session", json);
    assertEquals(201, made.statusCode());
    assertTrue(Http.statements(made) <= 4, made.headers().toString());
    Http session = inSession(begin(bob));
    session.get("api/unread-count");
    assertEquals(1, Http.statements(session.delete("api/session")));
  }

  @Test
  default void only_sessions_are_open_where_a_setting_says_so() throws Exception {
    String bob = users().withDemoPassword("bob");
    Http nobody = Http.at(base());
    try {
      settings().set(Setting.LOG_IN, Set.of(LogIn.SESSION));
      String challenge = "Session realm=\"Letterbox\"";
      String advice = "Log in by POST session.";
      assertRefused(nobody.get("api/messages"), "\"" + advice + "\"", challenge);
      String closed = "This way to log in is closed here. " + advice;
      assertRefused(nobody.as("bob").get("api/messages"), closed, challenge);
      assertRefused(nobody.withToken("lb_x").get(""), closed, challenge);
      assertEquals(200, inSession(begin(bob)).get("api/messages").statusCode());
    } finally {
      settings().reset();
    }
  }

  @Test
  default void sessions_are_closed_where_a_setting_says_so() throws Exception {
    NewSession session = begin(users().withDemoPassword("bob"));
    try {
      settings().set(Setting.LOG_IN, Set.of(LogIn.BASIC));
      HttpResponse<String> refused =
          Http.at(base()).post("api/session", "{\"user\":\"bob\",\"password\":\"demo\"}");
      assertEquals(403, refused.statusCode());
      assertTrue(refused.body().contains("Nobody can log in by a session"), refused.body());
      assertEquals(401, inSession(session).get("api/messages").statusCode());
      assertEquals(200, inSession(session).get("").statusCode());
      assertEquals(200, Http.at(base()).as("bob").get("api/unread-count").statusCode());
      assertRefused(
          Http.at(base()).get("api/messages"),
          "Log in by HTTP Basic.",
          "Basic realm=\"Letterbox\", charset=\"UTF-8\"");
    } finally {
      settings().reset();
    }
  }

  @Test
  default void callers_whose_log_in_is_refused_are_not_anonymous() throws Exception {
    NewSession session = begin(users().withDemoPassword("bob"));
    Http forged = Http.at(base()).withHeader("Cookie", "letterbox_session=" + session.secret());
    try {
      settings().set(Setting.ANONYMOUS, Anonymous.EMPTY);
      assertEquals(200, Http.at(base()).get("api/messages").statusCode());
      assertEquals(404, Http.at(base()).delete("api/messages/1").statusCode());
      assertEquals(403, forged.delete("api/messages/1").statusCode());
      assertEquals(401, Http.at(base()).withToken("lb_x").get("api/messages").statusCode());
      assertEquals(404, inSession(session).delete("api/messages/0").statusCode());
      assertEquals(
          200, Http.at(base()).withHeader("Cookie", stale()).get("api/messages").statusCode());
    } finally {
      settings().reset();
    }
  }
}
