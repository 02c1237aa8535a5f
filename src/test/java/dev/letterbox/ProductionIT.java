package dev.letterbox;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.letterbox.testing.client.ApiUser;
import dev.letterbox.testing.client.BrowserSession;
import dev.letterbox.testing.client.EventStreamClient;
import dev.letterbox.testing.client.contract.ApiRoute;
import dev.letterbox.testing.client.server.TestEnvironment;
import dev.letterbox.testing.client.server.TestMailServer;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Accounts, log-in, limits and e-mails of the shipped WAR without demo mode. */
class ProductionIT extends ProductionTestBase {

  @Test
  void no_account_has_a_default_password() {
    for (String name : List.of("alice", "bob", "carol", "mona", "bruno", "ada", "admin")) {
      asDemoUser(name).get("api/unread-count").then().statusCode(401);
    }
  }

  @Test
  void first_administrator_has_the_password_of_the_setting() {
    asAdmin()
        .get("api/accounts/admin")
        .then()
        .statusCode(200)
        .body("roles", is(List.of("admin", "user")));
    asAdmin().get("api/messages?offset=0").then().statusCode(200).body("count", is(0));
  }

  @Test
  void body_size_limit_follows_the_setting() {
    ApiUser alice = createUser("alice");
    ApiUser bob = createUser("bob");
    Map<String, Object> fits =
        Map.of("recipients", List.of(bob.name()), "subject", "s", "message", "x".repeat(1000));
    Map<String, Object> large =
        Map.of("recipients", List.of(bob.name()), "subject", "s", "message", "x".repeat(2048));
    alice.post("messages", fits).then().statusCode(201);
    alice.post("messages", large).then().statusCode(413);
  }

  @Test
  void account_changes_are_effective_at_once_without_a_cache() {
    ApiUser bob = createUser("bob");
    bob.get("unread-count").then().statusCode(200);
    asAdmin()
        .contentType("application/json")
        .body("{\"active\":false}")
        .patch("api/accounts/" + bob.name())
        .then()
        .statusCode(200);
    bob.get("unread-count").then().statusCode(401);
  }

  @Test
  void number_of_event_streams_is_limited_by_the_setting() {
    ApiUser bob = createUser("bob");
    String token = "Bearer " + bob.token();
    try (EventStreamClient first = EventStreamClient.open(this, "Authorization", token);
        EventStreamClient second = EventStreamClient.open(this, "Authorization", token)) {
      assertEquals(List.of(200, 200), List.of(first.status(), second.status()));
      bob.get("events").then().statusCode(503).header("Retry-After", is("60"));
    }
    await().atMost(Duration.ofSeconds(20)).until(() -> canOpenStream(token));
  }

  private boolean canOpenStream(String token) {
    try (EventStreamClient stream = EventStreamClient.open(this, "Authorization", token)) {
      return stream.status() == 200;
    }
  }

  @Test
  void anonymous_callers_see_only_an_empty_inbox_if_so_configured() {
    anonymous()
        .get("api/messages?limit=nonsense")
        .then()
        .statusCode(200)
        .body("keySet()", is(Set.of("count", "next", "previous", "results")))
        .body("count", is(0))
        .body("next", nullValue())
        .body("previous", nullValue())
        .body("results", hasSize(0))
        .header("Cache-Control", is("private, no-cache"));
    anonymous()
        .get("api/messages/peek/")
        .then()
        .statusCode(200)
        .body("count", is(0))
        .body("max_level", nullValue())
        .body("max_level_tag", is(""));
    anonymous().head("api/messages").then().statusCode(200);
    Set<ApiRoute> empty =
        Set.of(
            new ApiRoute("GET", "messages", "user"),
            new ApiRoute("GET", "messages/peek", "user"),
            new ApiRoute("GET", "messages/{id}", "user"),
            new ApiRoute("DELETE", "messages/{id}", "user"),
            new ApiRoute("POST", "messages/{id}/read", "user"),
            new ApiRoute("POST", "messages/{id}/unread", "user"),
            new ApiRoute("GET", "conversations/{id}", "user"));
    for (ApiRoute route : ApiRoute.requiringLogin()) {
      int status =
          anonymous()
              .request(route.method(), "api/" + route.examplePath())
              .then()
              .extract()
              .statusCode();
      boolean isAnonymous = empty.contains(route) && !route.path().contains("{id}");
      int expected = isAnonymous ? 200 : empty.contains(route) ? 404 : 401;
      assertTrue(status == expected || (status == 415 && route.hasBody()), route + " " + status);
    }
    asDemoUser("bob").get("api/messages").then().statusCode(401);
  }

  @Test
  void cookie_is_secure_on_https_sites_and_the_session_is_not_cached() {
    Response answer =
        BrowserSession.postLogin(anonymous(), "admin", TestEnvironment.ADMIN_PASSWORD);
    assertTrue(
        answer.header("Set-Cookie").endsWith("; HttpOnly; SameSite=Strict; Secure"),
        answer.header("Set-Cookie"));
    BrowserSession admin =
        new BrowserSession(this, answer.cookie(BrowserSession.COOKIE), answer.path("csrf_token"));
    assertEquals(200, admin.authenticatedStatus());
    admin
        .requestWithCsrfToken()
        .delete("api/session")
        .then()
        .statusCode(204)
        .header("Set-Cookie", endsWith("; Secure"));
    assertEquals(401, admin.authenticatedStatus());
  }

  @Test
  void mails_are_sent_by_the_mail_session_of_the_server() throws Exception {
    ApiUser alice = createUser("alice");
    ApiUser bob = createUser("bob");
    ApiUser mona = createUser("mona", "moderator");
    String address = "bob-" + UUID.randomUUID() + "@example.org";
    bob.setEmail(address);
    long id = alice.writeMessage(bob, "By the session");
    mona.request().post("api/moderation/" + id + "/accept").then().statusCode(200);
    List<MimeMessage> mails =
        Awaitility.await()
            .atMost(Duration.ofSeconds(20))
            .until(() -> TestMailServer.mailsTo(address), received -> !received.isEmpty());
    assertEquals("[Letterbox] By the session", mails.get(0).getSubject());
    assertEquals(TestMailServer.SESSION_SENDER, mails.get(0).getFrom()[0].toString());
  }

  @Test
  void visitors_are_rate_limited_by_client_and_address() {
    String bob = createUser("bob").name();
    assertEquals(202, sendAsVisitor("192.0.2.1", "one@example.org", bob).statusCode());
    assertEquals(202, sendAsVisitor("192.0.2.2", "one@example.org", bob).statusCode());
    Response tooMany = sendAsVisitor("192.0.2.3", "ONE@example.org", bob);
    tooMany.then().statusCode(429);
    assertTrue(Integer.parseInt(tooMany.header("Retry-After")) > 0);
    for (int i = 0; i < 3; i++) {
      String email = "client-" + i + "@example.org";
      assertEquals(202, sendAsVisitor("198.51.100.7, 2001:db8::" + i, email, bob).statusCode());
    }
    sendAsVisitor("2001:db8::4", "client-4@example.org", bob).then().statusCode(429);
    sendAsVisitor("2001:db8:0:1::4", "client-4@example.org", bob).then().statusCode(202);
  }

  @Test
  void guesses_of_a_client_at_many_accounts_are_throttled() {
    for (int i = 0; i < 15; i++) {
      assertEquals(401, guess("2001:db8:7::" + i, "name-" + i));
    }
    assertEquals(429, guess("2001:db8:7::ffff", "another"));
    assertEquals(401, guess("2001:db8:8::1", "another"));
  }

  private int guess(String client, String name) {
    return anonymous()
        .header("X-Forwarded-For", client)
        .auth()
        .preemptive()
        .basic(name, "wrong")
        .get("api/unread-count")
        .statusCode();
  }

  private Response sendAsVisitor(String forwardedFor, String email, String recipient) {
    return anonymous()
        .contentType("application/json")
        .header("X-Forwarded-For", forwardedFor)
        .body(Map.of("email", email, "recipients", List.of(recipient), "subject", "s"))
        .post("api/visitors/messages");
  }

  @Test
  void disallowed_webhook_url_is_reported_with_400() {
    for (String url :
        List.of(
            "http://receiver.example/",
            "https://127.0.0.1:8080/",
            "https://localhost/",
            "https://[::1]/",
            "https://169.254.169.254/latest/meta-data/",
            "https://user:password@receiver.example/",
            "https://receiver.example/#here",
            "receiver.example")) {
      asAdmin()
          .contentType(ContentType.JSON)
          .body(Map.of("url", url, "events", List.of("message.sent")))
          .post("api/webhooks")
          .then()
          .statusCode(400)
          .body("errors", hasKey("url"));
    }
  }
}
