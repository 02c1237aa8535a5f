package dev.letterbox.rest;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.letterbox.testing.client.Browser;
import dev.letterbox.testing.client.EventStream;
import dev.letterbox.testing.client.OverHttp;
import dev.letterbox.testing.client.Person;
import dev.letterbox.testing.client.ServerThreads;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Live push: hints as server-sent events. */
public interface EventTests extends OverHttp {

  private EventStream open(Person person, String... more) {
    return EventStream.open(
        this,
        Stream.concat(Stream.of("Authorization", "Bearer " + person.token()), Stream.of(more))
            .toArray(String[]::new));
  }

  private EventStream open(Browser browser) {
    return EventStream.open(this, "Cookie", Browser.COOKIE + "=" + browser.cookie());
  }

  private static void awaitEvents(EventStream stream, int number) {
    await().atMost(Duration.ofSeconds(10)).until(() -> stream.events().size() >= number);
  }

  private static void awaitEnd(EventStream stream) {
    await().atMost(Duration.ofSeconds(10)).until(stream::hasEnded);
  }

  @Test
  default void stream_tells_how_the_mailbox_is_and_again_after_each_commit() {
    Person bob = person("bob");
    Person alice = person("alice");
    try (EventStream stream = open(bob)) {
      assertEquals(200, stream.status());
      assertEquals("text/event-stream", stream.header("Content-Type").replaceAll(";.*", ""));
      assertEquals("no-store", stream.header("Cache-Control"));
      awaitEvents(stream, 1);
      assertEquals("{\"version\":0,\"unread\":0}", stream.lastData());
      long id = alice.writes(bob, "Lunch?");
      awaitEvents(stream, 2);
      assertEquals("{\"version\":1,\"unread\":1}", stream.lastData());
      assertEquals("mailbox", stream.events().get(1).get("event"));
      bob.gets("messages/" + id).then().statusCode(200);
      awaitEvents(stream, 3);
      assertEquals("{\"version\":2,\"unread\":0}", stream.lastData());
      assertEquals(List.of(0L, 1L, 2L), stream.ids());
    }
  }

  @Test
  default void client_that_comes_back_is_told_only_what_it_does_not_know() {
    Person bob = person("bob");
    person("alice").writes(bob, "Lunch?");
    try (EventStream known = open(bob, "Last-Event-ID", "1");
        EventStream old = open(bob, "Last-Event-ID", "0");
        EventStream strange = open(bob, "Last-Event-ID", "not one of ours")) {
      awaitEvents(old, 1);
      awaitEvents(strange, 1);
      assertEquals(List.of(1L), old.ids());
      assertEquals(List.of(1L), strange.ids());
      await().atMost(Duration.ofSeconds(10)).until(() -> known.heartbeats() > 0);
      assertEquals(List.of(), known.ids());
      person("carol").writes(bob, "Dinner?");
      awaitEvents(known, 1);
      assertEquals(List.of(2L), known.ids());
    }
  }

  @Test
  default void what_comes_in_short_sequence_is_told_as_one() {
    Person bob = person("bob");
    Person alice = person("alice");
    try (EventStream stream = open(bob, "Last-Event-ID", "0")) {
      long begin = System.nanoTime();
      for (int i = 0; i < 40; i++) {
        alice.writes(bob, "Number " + i);
      }
      await()
          .atMost(Duration.ofSeconds(10))
          .until(() -> stream.lastData().equals("{\"version\":40,\"unread\":40}"));
      long most = Duration.ofNanos(System.nanoTime() - begin).toMillis() / 250 + 2;
      assertTrue(stream.ids().size() <= most, stream.ids() + " of at most " + most);
    }
  }

  @Test
  default void others_hear_nothing_of_it() {
    Person bob = person("bob");
    Person carol = person("carol");
    try (EventStream mine = open(bob);
        EventStream hers = open(carol)) {
      awaitEvents(mine, 1);
      awaitEvents(hers, 1);
      person("alice").writes(bob, "Lunch?");
      awaitEvents(mine, 2);
      int heartbeats = hers.heartbeats();
      await().atMost(Duration.ofSeconds(10)).until(() -> hers.heartbeats() > heartbeats);
      assertEquals(1, hers.events().size());
    }
  }

  @Test
  default void stream_is_refused_like_any_other_route() {
    try (EventStream nobody = EventStream.open(this);
        EventStream wrong = EventStream.open(this, "Authorization", "Bearer lb_wrong")) {
      for (EventStream refused : List.of(nobody, wrong)) {
        assertEquals(401, refused.status());
        assertEquals("application/problem+json", refused.header("Content-Type"));
        assertFalse(refused.header("WWW-Authenticate").isEmpty());
        awaitEnd(refused);
      }
    }
    Browser bob = Browser.of(this, "bob", "demo");
    bob.sends().header("Sec-Fetch-Site", "cross-site").get("api/events").then().statusCode(403);
    as("bob").accept(ContentType.JSON).get("api/events").then().statusCode(406);
    as("bob").head("api/events/").then().statusCode(200);
    for (String method : List.of("POST", "PUT", "PATCH", "DELETE")) {
      String allow =
          as("bob").request(method, "api/events").then().statusCode(405).extract().header("Allow");
      assertEquals("GET, HEAD, OPTIONS", allow, method);
    }
  }

  @Test
  default void log_out_ends_the_streams_of_its_session_and_no_others() {
    Person bob = person("bob");
    bob.hasPassword("a long password");
    Browser leaving = Browser.of(this, bob.name(), "a long password");
    Browser staying = Browser.of(this, bob.name(), "a long password");
    try (EventStream first = open(leaving);
        EventStream second = open(leaving);
        EventStream other = open(staying)) {
      awaitEvents(other, 1);
      leaving.asks().delete("api/session").then().statusCode(204);
      awaitEnd(first);
      awaitEnd(second);
      assertFalse(other.hasEnded());
      assertEquals(401, open(leaving).status());
    }
  }

  @Test
  default void deactivated_account_has_no_streams() {
    Person bob = person("bob");
    bob.hasPassword("a long password");
    try (EventStream byToken = open(bob);
        EventStream byPassword =
            EventStream.open(
                this, "Authorization", EventStream.basic(bob.name(), "a long password"));
        EventStream bySession = open(Browser.of(this, bob.name(), "a long password"))) {
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
  default void revoked_token_and_changed_password_end_what_they_have_opened() {
    Person bob = person("bob");
    bob.hasPassword("a long password");
    Response made = bob.posts("tokens", Map.of("label", "other"));
    try (EventStream byPassword =
            EventStream.open(
                this, "Authorization", EventStream.basic(bob.name(), "a long password"));
        EventStream byOther =
            EventStream.open(this, "Authorization", "Bearer " + made.path("token"));
        EventStream byFirst = open(bob)) {
      awaitEvents(byFirst, 1);
      bob.hasPassword("another password");
      awaitEnd(byPassword);
      assertFalse(byOther.hasEnded());
      bob.asks().delete("api/tokens/" + made.path("id")).then().statusCode(204);
      awaitEnd(byOther);
      assertFalse(byFirst.hasEnded());
    }
  }

  @Test
  default void oldest_stream_of_a_user_makes_room_for_another_one() {
    Person bob = person("bob");
    List<EventStream> streams = new ArrayList<>();
    try {
      for (int i = 0; i < 11; i++) {
        EventStream stream = open(bob);
        awaitEvents(stream, 1);
        streams.add(stream);
      }
      awaitEnd(streams.get(0));
      assertEquals(10, streams.stream().filter(stream -> !stream.hasEnded()).count());
    } finally {
      streams.forEach(EventStream::close);
    }
  }

  @Test
  default void waiting_clients_hold_no_threads_of_the_server() {
    List<Person> people = Stream.generate(() -> person("waiting")).limit(20).toList();
    List<EventStream> streams = new ArrayList<>();
    try {
      int before = ServerThreads.count();
      assertTrue(before > 20, before + " threads are those of no server");
      for (int i = 0; i < 200; i++) {
        EventStream stream = open(people.get(i % 20));
        assertEquals(200, stream.status());
        streams.add(stream);
      }
      streams.forEach(stream -> awaitEvents(stream, 1));
      int more = ServerThreads.count() - before;
      assertTrue(more < 30, more + " threads more");
      people.get(0).writes(people.get(19), "Still there?");
      awaitEvents(streams.get(199), 2);
    } finally {
      streams.forEach(EventStream::close);
    }
  }
}
