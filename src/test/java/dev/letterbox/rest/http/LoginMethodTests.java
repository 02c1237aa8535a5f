package dev.letterbox.rest.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.letterbox.api.account.CreatedSession;
import dev.letterbox.shared.config.AnonymousAccess;
import dev.letterbox.shared.config.LoginMethod;
import dev.letterbox.shared.config.LoginSetting;
import dev.letterbox.shared.config.Setting;
import dev.letterbox.testing.support.InServerTestBase;
import dev.letterbox.testing.support.SessionServices;
import dev.letterbox.testing.support.TestHttpClient;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The settings for log-in methods and anonymous access, and the statements of a log-in. */
@Tag("once")
class LoginMethodTests extends InServerTestBase implements SessionServices {

  private TestHttpClient withSession(CreatedSession session) {
    return TestHttpClient.at(base())
        .withHeader("Cookie", "letterbox_session=" + session.secret())
        .withHeader("X-CSRF-Token", session.csrfToken());
  }

  private static void assertRefused(
      HttpResponse<String> response, String detail, String... challenges) {
    assertEquals(401, response.statusCode(), response.body());
    assertTrue(response.body().contains(detail), response.body());
    assertEquals(List.of(challenges), response.headers().allValues("WWW-Authenticate"));
  }

  @Test
  void session_adds_no_statement_to_unread_count() throws Exception {
    TestHttpClient bob = withSession(logIn(users().createWithDemoPassword("bob")));
    assertEquals(
        2, TestHttpClient.statementCount(bob.get("api/unread-count")), "the session is read");
    assertEquals(1, TestHttpClient.statementCount(bob.get("api/unread-count")));
    assertEquals(0, TestHttpClient.statementCount(bob.get("api/session")));
    assertEquals(
        1,
        TestHttpClient.statementCount(
            TestHttpClient.at(base()).withHeader("Cookie", staleCookie()).get("api/unread-count")));
    assertEquals(
        0,
        TestHttpClient.statementCount(
            TestHttpClient.at(base()).withHeader("Cookie", staleCookie()).get("api/unread-count")));
  }

  private static String staleCookie() {
    return "letterbox_session=" + "S".repeat(43);
  }

  @Test
  void session_login_costs_at_most_4_statements_and_logout_1() throws Exception {
    String bob = users().createWithDemoPassword("bob");
    String json = "{\"user\":\"" + bob + "\",\"password\":\"demo\"}";
    HttpResponse<String> made = TestHttpClient.at(base()).post("api/session", json);
    assertEquals(201, made.statusCode());
    assertTrue(TestHttpClient.statementCount(made) <= 4, made.headers().toString());
    TestHttpClient session = withSession(logIn(bob));
    session.get("api/unread-count");
    assertEquals(1, TestHttpClient.statementCount(session.delete("api/session")));
  }

  @Test
  void disabled_login_methods_are_rejected() throws Exception {
    String bob = users().createWithDemoPassword("bob");
    TestHttpClient anonymous = TestHttpClient.at(base());
    try {
      settings().set(LoginSetting.LOGIN_METHODS, Set.of(LoginMethod.SESSION));
      String challenge = "Session realm=\"Letterbox\"";
      String advice = "Log in by POST session.";
      assertRefused(anonymous.get("api/messages"), "\"" + advice + "\"", challenge);
      String closed = "This log-in method is disabled. " + advice;
      assertRefused(anonymous.as("bob").get("api/messages"), closed, challenge);
      assertRefused(anonymous.withToken("lb_x").get(""), closed, challenge);
      assertEquals(200, withSession(logIn(bob)).get("api/messages").statusCode());
    } finally {
      settings().reset();
    }
  }

  @Test
  void session_login_can_be_disabled() throws Exception {
    CreatedSession session = logIn(users().createWithDemoPassword("bob"));
    try {
      settings().set(LoginSetting.LOGIN_METHODS, Set.of(LoginMethod.BASIC));
      HttpResponse<String> refused =
          TestHttpClient.at(base()).post("api/session", "{\"user\":\"bob\",\"password\":\"demo\"}");
      assertEquals(403, refused.statusCode());
      assertTrue(refused.body().contains("Log-in by a session is disabled"), refused.body());
      assertEquals(401, withSession(session).get("api/messages").statusCode());
      assertEquals(200, withSession(session).get("").statusCode());
      assertEquals(200, TestHttpClient.at(base()).as("bob").get("api/unread-count").statusCode());
      assertRefused(
          TestHttpClient.at(base()).get("api/messages"),
          "Log in by HTTP Basic.",
          "Basic realm=\"Letterbox\", charset=\"UTF-8\"");
    } finally {
      settings().reset();
    }
  }

  @Test
  void rejected_credentials_are_not_treated_as_anonymous() throws Exception {
    CreatedSession session = logIn(users().createWithDemoPassword("bob"));
    TestHttpClient forged =
        TestHttpClient.at(base()).withHeader("Cookie", "letterbox_session=" + session.secret());
    try {
      settings().set(Setting.ANONYMOUS_ACCESS, AnonymousAccess.EMPTY);
      assertEquals(200, TestHttpClient.at(base()).get("api/messages").statusCode());
      assertEquals(404, TestHttpClient.at(base()).delete("api/messages/1").statusCode());
      assertEquals(403, forged.delete("api/messages/1").statusCode());
      assertEquals(
          401, TestHttpClient.at(base()).withToken("lb_x").get("api/messages").statusCode());
      assertEquals(404, withSession(session).delete("api/messages/0").statusCode());
      assertEquals(
          200,
          TestHttpClient.at(base())
              .withHeader("Cookie", staleCookie())
              .get("api/messages")
              .statusCode());
    } finally {
      settings().reset();
    }
  }
}
