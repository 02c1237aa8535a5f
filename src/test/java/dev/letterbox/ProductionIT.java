package dev.letterbox;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.letterbox.rest.PublicWebhooksTests;
import dev.letterbox.testing.client.Browser;
import dev.letterbox.testing.client.EventStream;
import dev.letterbox.testing.client.MailServer;
import dev.letterbox.testing.client.Person;
import dev.letterbox.testing.client.Route;
import dev.letterbox.testing.client.ShippedOnPayara;
import dev.letterbox.testing.client.TestEnvironment;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.mail.internet.MimeMessage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.junit.jupiter.api.Test;

/** The shipped WAR without demo mode, with settings of its own, see {@link TestEnvironment}. */
@ArquillianTest
class ProductionIT extends ShippedOnPayara implements PublicWebhooksTests {

  private static final String SITE = "https://letters.example.org/letterbox/";

  @Override
  public RequestSpecification asAdmin() {
    return asNobody().auth().preemptive().basic("admin", TestEnvironment.ADMIN_PASSWORD);
  }

  private void notice(Person reader, String text, Map<String, Object> more) {
    Map<String, Object> body = new HashMap<>(more);
    body.put("recipients", List.of(reader.name()));
    body.put("message", text);
    person("bruno", "broadcaster").posts("notices", body);
  }

  @Test
  void nobody_has_a_default_password() {
    for (String name : List.of("alice", "bob", "carol", "mona", "bruno", "ada", "admin")) {
      as(name).get("api/unread-count").then().statusCode(401);
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
  void showing_marks_nothing_where_a_setting_says_so() {
    Person bob = person("bob");
    notice(bob, "Unread", Map.of());
    long id = bob.gets("messages").jsonPath().getLong("results[0].id");
    bob.gets("messages/" + id).then().body("read_at", nullValue());
    assertEquals(1, bob.unread());
  }

  @Test
  void unread_messages_are_deleted_where_a_setting_allows_it() {
    Person bob = person("bob");
    notice(bob, "Unread", Map.of());
    long id = bob.gets("messages").jsonPath().getLong("results[0].id");
    bob.asks().delete("api/messages/" + id).then().statusCode(204);
    assertEquals(0, bob.unread());
  }

  @Test
  void page_has_the_size_of_the_settings() {
    Person bob = person("bob");
    for (int i = 0; i < 6; i++) {
      notice(bob, "Hello " + i, Map.of());
    }
    bob.gets("messages").then().body("results", hasSize(3));
    bob.gets("messages?limit=5").then().body("results", hasSize(5));
    bob.gets("messages?limit=6")
        .then()
        .statusCode(400)
        .body("errors.limit[0]", is("Must be from 1 to 5."));
  }

  @Test
  void body_has_the_limit_of_the_setting() {
    Person alice = person("alice");
    Person bob = person("bob");
    Map<String, Object> fits =
        Map.of("recipients", List.of(bob.name()), "subject", "s", "message", "x".repeat(1000));
    Map<String, Object> large =
        Map.of("recipients", List.of(bob.name()), "subject", "s", "message", "x".repeat(2048));
    alice.posts("messages", fits).then().statusCode(201);
    alice.posts("messages", large).then().statusCode(413);
  }

  @Test
  void levels_have_the_names_of_the_setting_and_the_minimum_counts() {
    Person bob = person("bob");
    notice(bob, "Too low", Map.of("level_tag", "debug"));
    notice(bob, "Critical", Map.of("level_tag", "critical"));
    bob.gets("messages/peek")
        .then()
        .body("count", is(1))
        .body("max_level", is(50))
        .body("max_level_tag", is("critical"));
  }

  @Test
  void changes_of_an_account_count_at_once_without_a_cache() {
    Person bob = person("bob");
    bob.gets("unread-count").then().statusCode(200);
    asAdmin()
        .contentType("application/json")
        .body("{\"active\":false}")
        .patch("api/accounts/" + bob.name())
        .then()
        .statusCode(200);
    bob.gets("unread-count").then().statusCode(401);
  }

  @Test
  void streams_are_no_more_than_the_setting_says() {
    Person bob = person("bob");
    String token = "Bearer " + bob.token();
    try (EventStream first = EventStream.open(this, "Authorization", token);
        EventStream second = EventStream.open(this, "Authorization", token)) {
      assertEquals(List.of(200, 200), List.of(first.status(), second.status()));
      bob.gets("events").then().statusCode(503).header("Retry-After", is("60"));
    }
    await().atMost(Duration.ofSeconds(20)).until(() -> opensAnother(token));
  }

  private boolean opensAnother(String token) {
    try (EventStream stream = EventStream.open(this, "Authorization", token)) {
      return stream.status() == 200;
    }
  }

  @Test
  void empty_setting_takes_the_place_of_a_default() throws Exception {
    assertTrue(Files.isDirectory(TestEnvironment.data()));
    try (Stream<Path> files = Files.list(TestEnvironment.data())) {
      assertEquals(
          List.of(), files.filter(file -> file.toString().endsWith(".sock")).toList(), "no socket");
    }
  }

  @Test
  void anonymous_callers_find_an_empty_inbox_and_nothing_else_where_a_setting_says_so() {
    asNobody()
        .get("api/messages?limit=nonsense")
        .then()
        .statusCode(200)
        .body("keySet()", is(Set.of("count", "next", "previous", "results")))
        .body("count", is(0))
        .body("next", nullValue())
        .body("previous", nullValue())
        .body("results", hasSize(0))
        .header("Cache-Control", is("private, no-cache"));
    asNobody()
        .get("api/messages/peek/")
        .then()
        .statusCode(200)
        .body("count", is(0))
        .body("max_level", nullValue())
        .body("max_level_tag", is(""));
    asNobody().head("api/messages").then().statusCode(200);
    Set<Route> empty =
        Set.of(
            new Route("GET", "messages", "user"),
            new Route("GET", "messages/peek", "user"),
            new Route("GET", "messages/{id}", "user"),
            new Route("DELETE", "messages/{id}", "user"),
            new Route("POST", "messages/{id}/read", "user"),
            new Route("POST", "messages/{id}/unread", "user"),
            new Route("GET", "conversations/{id}", "user"));
    for (Route route : Route.closed()) {
      int status =
          asNobody()
              .request(route.method(), "api/" + route.example())
              .then()
              .extract()
              .statusCode();
      boolean open = empty.contains(route) && !route.path().contains("{id}");
      int expected = open ? 200 : empty.contains(route) ? 404 : 401;
      assertTrue(status == expected || (status == 415 && route.hasBody()), route + " " + status);
    }
    as("bob").get("api/messages").then().statusCode(401);
  }

  @Test
  void cookie_is_secure_where_users_reach_the_site_by_https_and_the_session_is_read_each_time() {
    Response answer = Browser.logIn(asNobody(), "admin", TestEnvironment.ADMIN_PASSWORD);
    assertTrue(
        answer.header("Set-Cookie").endsWith("; HttpOnly; SameSite=Strict; Secure"),
        answer.header("Set-Cookie"));
    Browser admin = new Browser(this, answer.cookie(Browser.COOKIE), answer.path("csrf_token"));
    assertEquals(200, admin.status());
    admin
        .asks()
        .delete("api/session")
        .then()
        .statusCode(204)
        .header("Set-Cookie", endsWith("; Secure"));
    assertEquals(401, admin.status());
  }

  @Test
  void list_is_paged_by_cursor_where_a_setting_says_so_and_links_lead_to_the_site() {
    Person bob = person("bob");
    for (int i = 0; i < 4; i++) {
      notice(bob, "Hello " + i, Map.of());
    }
    Response first = bob.gets("messages");
    first
        .then()
        .body("count", nullValue())
        .body("results", hasSize(3))
        .body("next", startsWith(SITE + "api/messages?limit=3&cursor="));
    bob.asks()
        .urlEncodingEnabled(false)
        .get(first.<String>path("next").replace(SITE, base().toString()))
        .then()
        .body("results.message", contains("Hello 0"))
        .body("previous", startsWith(SITE));
    bob.gets("messages?offset=3&limit=3")
        .then()
        .body("count", is(4))
        .body("previous", is(SITE + "api/messages?limit=3"));
    bob.posts("messages", Map.of("recipients", List.of(bob.name()), "subject", "s"))
        .then()
        .statusCode(201)
        .header("Location", startsWith(SITE + "api/messages/"));
  }

  @Test
  void what_was_shown_is_deleted_where_a_setting_says_so_for_every_way_to_log_in() {
    Person bob = person("bob");
    bob.hasPassword("only for this test");
    Browser browser = Browser.of(this, bob.name(), "only for this test");
    for (int way = 0; way < 3; way++) {
      notice(bob, "First", Map.of());
      notice(bob, "Second", Map.of());
      RequestSpecification asks =
          switch (way) {
            case 0 -> bob.asks();
            case 1 -> asNobody().auth().preemptive().basic(bob.name(), "only for this test");
            default -> browser.asks();
          };
      asks.get("api/messages?limit=1&mark_read=true")
          .then()
          .statusCode(200)
          .body("results.message", contains("Second"));
      bob.gets("messages").then().body("results.message", contains("First"));
      assertEquals(1, bob.unread(), "only what the answer showed");
      long id = bob.gets("messages").jsonPath().getLong("results[0].id");
      bob.gets("messages/" + id + "?mark_read=true").then().statusCode(200);
      bob.gets("messages/" + id).then().statusCode(404);
    }
  }

  @Test
  void what_users_write_waits_for_a_moderator_where_a_setting_says_so() {
    Person alice = person("alice");
    Person bob = person("bob");
    Person mona = person("mona", "moderator");
    long id = alice.writes(bob, "Wait");
    bob.gets("messages/" + id).then().statusCode(404);
    alice.gets("messages/" + id).then().body("moderation_status", is("pending"));
    mona.gets("moderation?offset=0&sender=" + alice.name()).then().body("count", is(1));
    mona.asks().post("api/moderation/" + id + "/accept").then().statusCode(200);
    bob.gets("messages/" + id).then().statusCode(200);
  }

  @Test
  void mails_leave_by_the_session_of_the_server_in_its_name() throws Exception {
    Person alice = person("alice");
    Person bob = person("bob");
    Person mona = person("mona", "moderator");
    String address = "bob-" + UUID.randomUUID() + "@example.org";
    bob.hasAddress(address);
    long id = alice.writes(bob, "By the session");
    mona.asks().post("api/moderation/" + id + "/accept").then().statusCode(200);
    List<MimeMessage> mails =
        Awaitility.await()
            .atMost(Duration.ofSeconds(20))
            .until(() -> MailServer.mailsFor(address), some -> !some.isEmpty());
    assertEquals("[Letterbox] By the session", mails.get(0).getSubject());
    assertEquals(MailServer.SESSION_SENDER, mails.get(0).getFrom()[0].toString());
  }

  @Test
  void visitors_have_a_limit_for_each_client_and_each_address() {
    String bob = person("bob").name();
    assertEquals(202, visits("192.0.2.1", "one@example.org", bob).statusCode());
    assertEquals(202, visits("192.0.2.2", "one@example.org", bob).statusCode());
    Response tooMany = visits("192.0.2.3", "ONE@example.org", bob);
    tooMany.then().statusCode(429);
    assertTrue(Integer.parseInt(tooMany.header("Retry-After")) > 0);
    for (int i = 0; i < 3; i++) {
      String email = "client-" + i + "@example.org";
      assertEquals(202, visits("198.51.100.7, 2001:db8::" + i, email, bob).statusCode());
    }
    visits("2001:db8::4", "client-4@example.org", bob).then().statusCode(429);
    visits("2001:db8:0:1::4", "client-4@example.org", bob).then().statusCode(202);
  }

  private Response visits(String forwardedFor, String email, String recipient) {
    return asNobody()
        .contentType("application/json")
        .header("X-Forwarded-For", forwardedFor)
        .body(Map.of("email", email, "recipients", List.of(recipient), "subject", "s"))
        .post("api/visitors/messages");
  }
}
