package dev.letterbox.rest.notification;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.letterbox.testing.client.ApiUser;
import dev.letterbox.testing.client.BrowserSession;
import dev.letterbox.testing.client.EventStreamClient;
import dev.letterbox.testing.client.HttpTestBase;
import dev.letterbox.testing.client.server.ServerThreads;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Server-sent events about changes to a mailbox. */
class EventRouteTests extends HttpTestBase {

  private EventStreamClient open(ApiUser person, String... more) {
    return EventStreamClient.open(
        this,
        Stream.concat(Stream.of("Authorization", "Bearer " + person.token()), Stream.of(more))
            .toArray(String[]::new));
  }

  private EventStreamClient open(BrowserSession browser) {
    return EventStreamClient.open(this, "Cookie", BrowserSession.COOKIE + "=" + browser.cookie());
  }

  private static void awaitEvents(EventStreamClient stream, int number) {
    await().atMost(Duration.ofSeconds(10)).until(() -> stream.events().size() >= number);
  }

  private static void awaitEnd(EventStreamClient stream) {
    await().atMost(Duration.ofSeconds(10)).until(stream::isEnded);
  }

  @Test
  void stream_sends_the_mailbox_state_at_once_and_after_each_commit() {
    ApiUser bob = createUser("bob");
    ApiUser alice = createUser("alice");
    try (EventStreamClient stream = open(bob)) {
      assertEquals(200, stream.status());
      assertEquals("text/event-stream", stream.header("Content-Type").replaceAll(";.*", ""));
      assertEquals("no-store", stream.header("Cache-Control"));
      awaitEvents(stream, 1);
      assertEquals("{\"version\":0,\"unread\":0}", stream.lastData());
      long id = alice.writeMessage(bob, "Lunch?");
      awaitEvents(stream, 2);
      assertEquals("{\"version\":1,\"unread\":1}", stream.lastData());
      assertEquals("mailbox", stream.events().get(1).get("event"));
      bob.get("messages/" + id).then().statusCode(200);
      awaitEvents(stream, 3);
      assertEquals("{\"version\":2,\"unread\":0}", stream.lastData());
      assertEquals(List.of(0L, 1L, 2L), stream.eventIds());
    }
  }

  @Test
  void reconnecting_client_gets_only_newer_states() {
    ApiUser bob = createUser("bob");
    createUser("alice").writeMessage(bob, "Lunch?");
    try (EventStreamClient known = open(bob, "Last-Event-ID", "1");
        EventStreamClient old = open(bob, "Last-Event-ID", "0");
        EventStreamClient strange = open(bob, "Last-Event-ID", "not one of ours")) {
      awaitEvents(old, 1);
      awaitEvents(strange, 1);
      assertEquals(List.of(1L), old.eventIds());
      assertEquals(List.of(1L), strange.eventIds());
      await().atMost(Duration.ofSeconds(10)).until(() -> known.heartbeatCount() > 0);
      assertEquals(List.of(), known.eventIds());
      createUser("carol").writeMessage(bob, "Dinner?");
      awaitEvents(known, 1);
      assertEquals(List.of(2L), known.eventIds());
    }
  }

  @Test
  void rapid_changes_are_coalesced_into_few_events() {
    ApiUser bob = createUser("bob");
    ApiUser alice = createUser("alice");
    try (EventStreamClient stream = open(bob, "Last-Event-ID", "0")) {
      long startNanos = System.nanoTime();
      for (int i = 0; i < 40; i++) {
        alice.writeMessage(bob, "Number " + i);
      }
      await()
          .atMost(Duration.ofSeconds(10))
          .until(() -> stream.lastData().equals("{\"version\":40,\"unread\":40}"));
      long maxEvents = Duration.ofNanos(System.nanoTime() - startNanos).toMillis() / 100 + 2;
      assertTrue(
          stream.eventIds().size() <= maxEvents, stream.eventIds() + " of at most " + maxEvents);
    }
  }

  @Test
  void other_users_get_no_event() {
    ApiUser bob = createUser("bob");
    ApiUser carol = createUser("carol");
    try (EventStreamClient bobsStream = open(bob);
        EventStreamClient carolsStream = open(carol)) {
      awaitEvents(bobsStream, 1);
      awaitEvents(carolsStream, 1);
      createUser("alice").writeMessage(bob, "Lunch?");
      awaitEvents(bobsStream, 2);
      int heartbeats = carolsStream.heartbeatCount();
      await()
          .atMost(Duration.ofSeconds(10))
          .until(() -> carolsStream.heartbeatCount() > heartbeats);
      assertEquals(1, carolsStream.events().size());
    }
  }

  @Test
  void stream_is_rejected_like_any_other_route() {
    try (EventStreamClient anonymous = EventStreamClient.open(this);
        EventStreamClient wrong =
            EventStreamClient.open(this, "Authorization", "Bearer lb_wrong")) {
      for (EventStreamClient refused : List.of(anonymous, wrong)) {
        assertEquals(401, refused.status());
        assertEquals("application/problem+json", refused.header("Content-Type"));
        assertFalse(refused.header("WWW-Authenticate").isEmpty());
        awaitEnd(refused);
      }
    }
    BrowserSession bob = BrowserSession.logInAs(this, "bob", "demo");
    bob.requestWithCookie()
        .header("Sec-Fetch-Site", "cross-site")
        .get("api/events")
        .then()
        .statusCode(403);
    asDemoUser("bob").accept(ContentType.JSON).get("api/events").then().statusCode(406);
    asDemoUser("bob").head("api/events/").then().statusCode(200);
    for (String method : List.of("POST", "PUT", "PATCH", "DELETE")) {
      String allow =
          asDemoUser("bob")
              .request(method, "api/events")
              .then()
              .statusCode(405)
              .extract()
              .header("Allow");
      assertEquals("GET, HEAD, OPTIONS", allow, method);
    }
  }

  @Test
  void logout_ends_only_the_streams_of_its_session() {
    ApiUser bob = createUser("bob");
    bob.setPassword("a long password");
    BrowserSession leaving = BrowserSession.logInAs(this, bob.name(), "a long password");
    BrowserSession staying = BrowserSession.logInAs(this, bob.name(), "a long password");
    try (EventStreamClient first = open(leaving);
        EventStreamClient second = open(leaving);
        EventStreamClient other = open(staying)) {
      awaitEvents(other, 1);
      leaving.requestWithCsrfToken().delete("api/session").then().statusCode(204);
      awaitEnd(first);
      awaitEnd(second);
      assertFalse(other.isEnded());
      assertEquals(401, open(leaving).status());
    }
  }

  @Test
  void deactivation_ends_all_streams_of_the_account() {
    ApiUser bob = createUser("bob");
    bob.setPassword("a long password");
    try (EventStreamClient byToken = open(bob);
        EventStreamClient byPassword =
            EventStreamClient.open(
                this,
                "Authorization",
                EventStreamClient.basicAuthorization(bob.name(), "a long password"));
        EventStreamClient bySession =
            open(BrowserSession.logInAs(this, bob.name(), "a long password"))) {
      awaitEvents(byToken, 1);
      awaitEvents(byPassword, 1);
      awaitEvents(bySession, 1);
      asAdmin()
          .contentType(ContentType.JSON)
          .body(Map.of("active", false))
          .patch("api/accounts/" + bob.name())
          .then()
          .statusCode(200);
      awaitEnd(byToken);
      awaitEnd(byPassword);
      awaitEnd(bySession);
    }
  }

  @Test
  void revoked_token_and_changed_password_end_the_streams_opened_with_them() {
    ApiUser bob = createUser("bob");
    bob.setPassword("a long password");
    Response made = bob.post("tokens", Map.of("label", "other"));
    try (EventStreamClient byPassword =
            EventStreamClient.open(
                this,
                "Authorization",
                EventStreamClient.basicAuthorization(bob.name(), "a long password"));
        EventStreamClient byOther =
            EventStreamClient.open(this, "Authorization", "Bearer " + made.path("token"));
        EventStreamClient byFirst = open(bob)) {
      awaitEvents(byFirst, 1);
      bob.setPassword("another password");
      awaitEnd(byPassword);
      assertFalse(byOther.isEnded());
      bob.request().delete("api/tokens/" + made.path("id")).then().statusCode(204);
      awaitEnd(byOther);
      assertFalse(byFirst.isEnded());
    }
  }

  @Test
  void oldest_stream_of_a_user_is_closed_at_the_limit() {
    ApiUser bob = createUser("bob");
    List<EventStreamClient> streams = new ArrayList<>();
    try {
      for (int i = 0; i < 11; i++) {
        EventStreamClient stream = open(bob);
        awaitEvents(stream, 1);
        streams.add(stream);
      }
      awaitEnd(streams.get(0));
      assertEquals(10, streams.stream().filter(stream -> !stream.isEnded()).count());
    } finally {
      streams.forEach(EventStreamClient::close);
    }
  }

  @Test
  void idle_streams_hold_no_server_threads() {
    List<ApiUser> people = Stream.generate(() -> createUser("waiting")).limit(20).toList();
    List<EventStreamClient> streams = new ArrayList<>();
    try {
      int before = ServerThreads.count();
      assertTrue(before > 20, before + " threads can't be all of a server");
      for (int i = 0; i < 200; i++) {
        EventStreamClient stream = open(people.get(i % 20));
        assertEquals(200, stream.status());
        streams.add(stream);
      }
      streams.forEach(stream -> awaitEvents(stream, 1));
      int additionalThreads = ServerThreads.count() - before;
      assertTrue(additionalThreads < 30, additionalThreads + " threads more");
      people.get(0).writeMessage(people.get(19), "Still there?");
      awaitEvents(streams.get(199), 2);
    } finally {
      streams.forEach(EventStreamClient::close);
    }
  }
}
