package dev.letterbox.rest;

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

import dev.letterbox.testing.client.Browser;
import dev.letterbox.testing.client.OverHttp;
import dev.letterbox.testing.client.Person;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Logging in by a cookie, and what a page of another site can't do with it. */
public interface SessionOverHttpTests extends OverHttp {

  private Browser browser() {
    return Browser.of(this, "bob", "demo");
  }

  @Test
  default void log_in_answers_with_a_cookie_that_no_script_reads_and_no_other_site_sends() {
    Response answer = Browser.logIn(asNobody(), "bruno", "demo");
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
  default void cookie_logs_in_with_the_roles_of_the_account_and_reads_without_a_token() {
    Browser bruno = Browser.of(this, "bruno", "demo");
    bruno.sends().get("api/unread-count").then().statusCode(200);
    bruno.sends().head("api/messages").then().statusCode(200);
    bruno.sends().get("api/accounts/bob").then().statusCode(403);
    notice(bruno.asks(), "alice").then().statusCode(201);
  }

  private static Response notice(RequestSpecification request, String recipient) {
    return request
        .contentType(ContentType.JSON)
        .body(Map.of("recipients", List.of(recipient), "message", "Hello"))
        .post("api/notices");
  }

  @Test
  default void write_without_the_right_token_is_refused_and_changes_nothing() {
    Browser bruno = Browser.of(this, "bruno", "demo");
    Person reader = person("reader");
    List<RequestSpecification> forged =
        List.of(
            bruno.sends(),
            bruno.sends().header("X-CSRF-Token", ""),
            bruno.sends().header("X-CSRF-Token", "x".repeat(43)),
            bruno.sends().header("X-CSRF-Token", bruno.cookie()),
            bruno.sends().header("X-CSRF-Token", browser().csrfToken()),
            bruno.asks().header("X-CSRF-Token", "x"));
    for (RequestSpecification request : forged) {
      notice(request, reader.name())
          .then()
          .statusCode(403)
          .contentType("application/problem+json")
          .body("detail", startsWith("A write in a session needs the header X-CSRF-Token"));
    }
    assertEquals(0, reader.unread());
    bruno.sends().delete("api/session").then().statusCode(403);
    assertEquals(200, bruno.status());
  }

  @Test
  default void page_that_was_loaded_again_gets_the_same_token() {
    Browser bob = browser();
    bob.sends()
        .get("api/session")
        .then()
        .statusCode(200)
        .header("Cache-Control", is("no-store"))
        .header("Set-Cookie", nullValue())
        .body("user", is("bob"))
        .body("roles", is(List.of("user")))
        .body("csrf_token", is(bob.csrfToken()))
        .body("expires", notNullValue());
    as("bob").get("api/session").then().statusCode(404);
    as("bob").cookie(Browser.COOKIE, bob.cookie()).get("api/session").then().statusCode(404);
    as("bob").delete("api/session").then().statusCode(404);
    asNobody().get("api/session").then().statusCode(401);
    asNobody().delete("api/session").then().statusCode(401);
  }

  @Test
  default void log_out_ends_the_session_at_once_and_takes_the_cookie_away() {
    Browser bob = browser();
    Browser other = browser();
    bob.asks()
        .delete("api/session")
        .then()
        .statusCode(204)
        .header(
            "Set-Cookie",
            is("letterbox_session=; Max-Age=0; Path=/letterbox; HttpOnly;" + " SameSite=Strict"));
    assertEquals(401, bob.status());
    bob.asks().delete("api/session").then().statusCode(401);
    assertEquals(200, other.status());
  }

  @Test
  default void new_log_in_never_goes_on_with_a_session_that_somebody_brought_along() {
    Browser first = browser();
    Response again = Browser.logIn(first.sends(), "alice", "demo");
    again.then().statusCode(201).body("user", is("alice"));
    assertNotEquals(first.cookie(), again.cookie(Browser.COOKIE));
    assertEquals(401, first.status(), "the former session has ended");
    Response planted =
        Browser.logIn(asNobody().cookie(Browser.COOKIE, "A".repeat(43)), "alice", "demo");
    assertNotEquals("A".repeat(43), planted.cookie(Browser.COOKIE));
  }

  @Test
  default void wrong_log_in_is_401_without_a_prompt_of_the_browser_and_ends_nothing() {
    Browser bob = browser();
    for (List<String> wrong :
        List.of(
            List.of("bob", "wrong"),
            List.of("nobody-of-this-name", "demo"),
            List.of("bob ", "demo"),
            List.of("bob", "x".repeat(10_000)),
            List.of("x".repeat(10_000), "demo"),
            List.of("' or 1=1 --", "<script>"))) {
      Browser.logIn(bob.sends(), wrong.get(0), wrong.get(1))
          .then()
          .statusCode(401)
          .contentType("application/problem+json")
          .header("WWW-Authenticate", is("Session realm=\"Letterbox\""))
          .header("Set-Cookie", nullValue())
          .body("detail", is("The name or the password is wrong."));
    }
    assertEquals(200, bob.status());
  }

  @Test
  default void log_in_needs_a_name_and_a_password() {
    for (Map<String, Object> body :
        List.<Map<String, Object>>of(
            Map.of(),
            Map.of("user", "", "password", ""),
            Map.of("user", 1, "password", true),
            Map.of("user", "a\0b", "password", "\uD800"))) {
      asNobody()
          .contentType(ContentType.JSON)
          .body(body)
          .post("api/session")
          .then()
          .statusCode(400)
          .body("errors", hasKey("user"))
          .body("errors", hasKey("password"));
    }
    asNobody()
        .contentType(ContentType.JSON)
        .body(Map.of("user", "bob", "password", "demo", "remember", true))
        .post("api/session")
        .then()
        .statusCode(400)
        .body("errors.remember[0]", is("Unknown field."));
  }

  @Test
  default void stale_cookie_is_nobody_and_stops_nobody_from_logging_in() {
    for (String stale : List.of("A".repeat(43), "x", "", "%00", "a b")) {
      RequestSpecification request = asNobody().header("Cookie", Browser.COOKIE + "=" + stale);
      request.get("").then().statusCode(200);
      request.get("api/unread-count").then().statusCode(401);
      Browser.logIn(asNobody().header("Cookie", Browser.COOKIE + "=" + stale), "bob", "demo")
          .then()
          .statusCode(201);
    }
    as("bob").cookie(Browser.COOKIE, "A".repeat(43)).get("api/unread-count").then().statusCode(200);
  }

  @Test
  default void header_wins_over_the_cookie() {
    Browser bob = browser();
    bob.sends()
        .header("Authorization", "Bearer lb_wrong")
        .get("api/unread-count")
        .then()
        .statusCode(401);
    Person reader = person("reader");
    reader
        .asks()
        .cookie(Browser.COOKIE, bob.cookie())
        .contentType(ContentType.JSON)
        .body(Map.of("recipients", List.of("bob"), "subject", "Hello"))
        .post("api/messages")
        .then()
        .statusCode(201);
  }

  @Test
  default void script_in_a_page_is_never_asked_for_basic() {
    Map<String, List<String>> challenges = new HashMap<>();
    challenges.put("fetch", challenges(asNobody().header("Sec-Fetch-Mode", "cors")));
    challenges.put("stale", challenges(asNobody().cookie(Browser.COOKIE, "A".repeat(43))));
    for (List<String> each : challenges.values()) {
      assertEquals(List.of("Bearer realm=\"Letterbox\""), each, challenges.toString());
    }
    assertEquals(2, challenges(asNobody().header("Sec-Fetch-Mode", "navigate")).size());
  }

  private static List<String> challenges(RequestSpecification request) {
    Response refused = request.get("api/unread-count");
    refused.then().statusCode(401);
    return refused.headers().getValues("WWW-Authenticate");
  }

  @Test
  default void changed_password_and_deactivation_end_what_sessions_may() {
    Person dora = person("dora");
    dora.hasPassword("first password");
    Browser browser = Browser.of(this, dora.name(), "first password");
    active(dora, false);
    assertEquals(401, browser.status());
    active(dora, true);
    assertEquals(401, browser.status(), "who was locked out logs in again");
    browser = Browser.of(this, dora.name(), "first password");
    Browser another = Browser.of(this, dora.name(), "first password");
    dora.hasPassword("second password");
    assertEquals(401, browser.status());
    assertEquals(401, another.status());
    Browser.logIn(asNobody(), dora.name(), "first password").then().statusCode(401);
    assertEquals(200, Browser.of(this, dora.name(), "second password").status());
  }

  private void active(Person person, boolean active) {
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
