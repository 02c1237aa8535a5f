package dev.letterbox.rest.account;

import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.letterbox.testing.client.ApiUser;
import dev.letterbox.testing.client.BrowserSession;
import dev.letterbox.testing.client.HttpTestBase;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Log-in with a session cookie, and its protection against forged requests. */
class SessionOverHttpTests extends HttpTestBase {

  private BrowserSession browser() {
    return BrowserSession.logInAs(this, "bob", "demo");
  }

  @Test
  void login_sets_an_http_only_same_site_cookie() {
    Response answer = BrowserSession.postLogin(anonymous(), "bruno", "demo");
    answer
        .then()
        .statusCode(201)
        .header("Location", is(base() + "api/session"))
        .header("Cache-Control", is("no-store"))
        .body("keySet().size()", is(4))
        .body("user", is("bruno"))
        .body("roles", is(List.of("broadcaster", "user")))
        .body("csrf_token", matchesPattern("[A-Za-z0-9_-]{43}"))
        .body("expires", notNullValue());
    assertTrue(
        answer
            .header("Set-Cookie")
            .matches(
                "letterbox_session=[A-Za-z0-9_-]{43}; Path=/letterbox; HttpOnly; SameSite=Strict"),
        answer.header("Set-Cookie"));
  }

  @Test
  void cookie_grants_the_roles_of_the_account_and_reads_need_no_csrf_token() {
    BrowserSession bruno = BrowserSession.logInAs(this, "bruno", "demo");
    bruno.requestWithCookie().get("api/unread-count").then().statusCode(200);
    bruno.requestWithCookie().head("api/messages").then().statusCode(200);
    bruno.requestWithCookie().get("api/accounts/bob").then().statusCode(403);
    sendNotice(bruno.requestWithCsrfToken(), "alice").then().statusCode(201);
  }

  private static Response sendNotice(RequestSpecification request, String recipient) {
    return request
        .contentType(ContentType.JSON)
        .body(Map.of("recipients", List.of(recipient), "message", "Hello"))
        .post("api/notices");
  }

  @Test
  void write_without_the_csrf_token_is_rejected() {
    BrowserSession bruno = BrowserSession.logInAs(this, "bruno", "demo");
    ApiUser reader = createUser("reader");
    List<RequestSpecification> forged =
        List.of(
            bruno.requestWithCookie(),
            bruno.requestWithCookie().header("X-CSRF-Token", ""),
            bruno.requestWithCookie().header("X-CSRF-Token", "x".repeat(43)),
            bruno.requestWithCookie().header("X-CSRF-Token", bruno.cookie()),
            bruno.requestWithCookie().header("X-CSRF-Token", browser().csrfToken()),
            bruno.requestWithCsrfToken().header("X-CSRF-Token", "x"));
    for (RequestSpecification request : forged) {
      sendNotice(request, reader.name())
          .then()
          .statusCode(403)
          .contentType("application/problem+json")
          .body("detail", startsWith("A write in a session needs the header X-CSRF-Token"));
    }
    assertEquals(0, reader.unreadCount());
    bruno.requestWithCookie().delete("api/session").then().statusCode(403);
    assertEquals(200, bruno.authenticatedStatus());
  }

  @Test
  void reloaded_page_gets_the_same_csrf_token() {
    BrowserSession bob = browser();
    bob.requestWithCookie()
        .get("api/session")
        .then()
        .statusCode(200)
        .header("Cache-Control", is("no-store"))
        .header("Set-Cookie", nullValue())
        .body("user", is("bob"))
        .body("roles", is(List.of("user")))
        .body("csrf_token", is(bob.csrfToken()))
        .body("expires", notNullValue());
    asDemoUser("bob").get("api/session").then().statusCode(404);
    asDemoUser("bob")
        .cookie(BrowserSession.COOKIE, bob.cookie())
        .get("api/session")
        .then()
        .statusCode(404);
    asDemoUser("bob").delete("api/session").then().statusCode(404);
    anonymous().get("api/session").then().statusCode(401);
    anonymous().delete("api/session").then().statusCode(401);
  }

  @Test
  void logout_ends_the_session_and_clears_the_cookie() {
    BrowserSession bob = browser();
    BrowserSession other = browser();
    bob.requestWithCsrfToken()
        .delete("api/session")
        .then()
        .statusCode(204)
        .header(
            "Set-Cookie",
            is("letterbox_session=; Max-Age=0; Path=/letterbox; HttpOnly;" + " SameSite=Strict"));
    assertEquals(401, bob.authenticatedStatus());
    bob.requestWithCsrfToken().delete("api/session").then().statusCode(401);
    assertEquals(200, other.authenticatedStatus());
  }

  @Test
  void login_never_reuses_a_presented_session() {
    BrowserSession first = browser();
    Response again = BrowserSession.postLogin(first.requestWithCookie(), "alice", "demo");
    again.then().statusCode(201).body("user", is("alice"));
    assertNotEquals(first.cookie(), again.cookie(BrowserSession.COOKIE));
    assertEquals(401, first.authenticatedStatus(), "the former session has ended");
    Response planted =
        BrowserSession.postLogin(
            anonymous().cookie(BrowserSession.COOKIE, "A".repeat(43)), "alice", "demo");
    assertNotEquals("A".repeat(43), planted.cookie(BrowserSession.COOKIE));
  }

  @Test
  void failed_login_is_401_without_a_browser_prompt() {
    BrowserSession bob = browser();
    for (List<String> wrong :
        List.of(
            List.of("bob", "wrong"),
            List.of("unknown-user", "demo"),
            List.of("bob ", "demo"),
            List.of("bob", "x".repeat(10_000)),
            List.of("x".repeat(10_000), "demo"),
            List.of("' or 1=1 --", "<script>"))) {
      BrowserSession.postLogin(bob.requestWithCookie(), wrong.get(0), wrong.get(1))
          .then()
          .statusCode(401)
          .contentType("application/problem+json")
          .header("WWW-Authenticate", is("Session realm=\"Letterbox\""))
          .header("Set-Cookie", nullValue())
          .body("detail", is("The name or the password is wrong."));
    }
    assertEquals(200, bob.authenticatedStatus());
  }

  @Test
  void login_requires_name_and_password() {
    for (Map<String, Object> body :
        List.<Map<String, Object>>of(
            Map.of(),
            Map.of("user", "", "password", ""),
            Map.of("user", 1, "password", true),
            Map.of("user", "a\0b", "password", "\uD800"))) {
      anonymous()
          .contentType(ContentType.JSON)
          .body(body)
          .post("api/session")
          .then()
          .statusCode(400)
          .body("errors", hasKey("user"))
          .body("errors", hasKey("password"));
    }
    anonymous()
        .contentType(ContentType.JSON)
        .body(Map.of("user", "bob", "password", "demo", "remember", true))
        .post("api/session")
        .then()
        .statusCode(400)
        .body("errors.remember[0]", is("Unknown field."));
  }

  @Test
  void stale_cookie_is_ignored() {
    for (String stale : List.of("A".repeat(43), "x", "", "%00", "a b")) {
      RequestSpecification request =
          anonymous().header("Cookie", BrowserSession.COOKIE + "=" + stale);
      request.get("").then().statusCode(200);
      request.get("api/unread-count").then().statusCode(401);
      BrowserSession.postLogin(
              anonymous().header("Cookie", BrowserSession.COOKIE + "=" + stale), "bob", "demo")
          .then()
          .statusCode(201);
    }
    asDemoUser("bob")
        .cookie(BrowserSession.COOKIE, "A".repeat(43))
        .get("api/unread-count")
        .then()
        .statusCode(200);
  }

  @Test
  void authorization_header_overrides_the_cookie() {
    BrowserSession bob = browser();
    bob.requestWithCookie()
        .header("Authorization", "Bearer lb_wrong")
        .get("api/unread-count")
        .then()
        .statusCode(401);
    ApiUser reader = createUser("reader");
    reader
        .request()
        .cookie(BrowserSession.COOKIE, bob.cookie())
        .contentType(ContentType.JSON)
        .body(Map.of("recipients", List.of("bob"), "subject", "Hello"))
        .post("api/messages")
        .then()
        .statusCode(201);
  }

  @Test
  void script_gets_no_basic_challenge() {
    Map<String, List<String>> challenges = new HashMap<>();
    challenges.put("fetch", challenges(anonymous().header("Sec-Fetch-Mode", "cors")));
    challenges.put("stale", challenges(anonymous().cookie(BrowserSession.COOKIE, "A".repeat(43))));
    for (List<String> each : challenges.values()) {
      assertEquals(List.of("Bearer realm=\"Letterbox\""), each, challenges.toString());
    }
    assertEquals(2, challenges(anonymous().header("Sec-Fetch-Mode", "navigate")).size());
  }

  private static List<String> challenges(RequestSpecification request) {
    Response refused = request.get("api/unread-count");
    refused.then().statusCode(401);
    return refused.headers().getValues("WWW-Authenticate");
  }

  @Test
  void password_change_and_deactivation_end_the_sessions_of_an_account() {
    ApiUser dora = createUser("dora");
    dora.setPassword("first password");
    BrowserSession browser = BrowserSession.logInAs(this, dora.name(), "first password");
    setActive(dora, false);
    assertEquals(401, browser.authenticatedStatus());
    setActive(dora, true);
    assertEquals(401, browser.authenticatedStatus(), "reactivation does not restore the session");
    browser = BrowserSession.logInAs(this, dora.name(), "first password");
    BrowserSession another = BrowserSession.logInAs(this, dora.name(), "first password");
    dora.setPassword("second password");
    assertEquals(401, browser.authenticatedStatus());
    assertEquals(401, another.authenticatedStatus());
    BrowserSession.postLogin(anonymous(), dora.name(), "first password").then().statusCode(401);
    assertEquals(
        200, BrowserSession.logInAs(this, dora.name(), "second password").authenticatedStatus());
  }

  private void setActive(ApiUser person, boolean active) {
    asAdmin()
        .contentType(ContentType.JSON)
        .body(Map.of("active", active))
        .patch("api/accounts/" + person.name())
        .then()
        .statusCode(200)
        .body("active", is(active))
        .body("password", not(notNullValue()));
  }
}
