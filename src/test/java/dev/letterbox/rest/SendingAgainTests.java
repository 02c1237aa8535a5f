package dev.letterbox.rest;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.letterbox.testing.AtOnce;
import dev.letterbox.testing.client.OverHttp;
import dev.letterbox.testing.client.Person;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The same request sent again under the same {@code Idempotency-Key}. */
public interface SendingAgainTests extends OverHttp {

  private static String key() {
    return UUID.randomUUID().toString();
  }

  private static Response sends(Person person, String path, Object body, String key) {
    return person
        .asks()
        .header("Idempotency-Key", key)
        .contentType(ContentType.JSON)
        .body(body)
        .post("api/" + path);
  }

  private static void assertSame(Response first, Response again) {
    assertEquals(first.statusCode(), again.statusCode());
    assertEquals(first.header("Location"), again.header("Location"));
    assertEquals(first.contentType(), again.contentType());
    assertArrayEquals(first.asByteArray(), again.asByteArray());
  }

  private static Map<String, Object> message(Person recipient, String text) {
    return Map.of("recipients", List.of(recipient.name()), "subject", "Subject", "message", text);
  }

  /** A body for each route that creates. */
  private static Map<String, Map<String, Object>> creating(Person recipient) {
    Map<String, Map<String, Object>> bodies = new LinkedHashMap<>();
    bodies.put("messages", message(recipient, "ünïcode 😀 </script>"));
    bodies.put("broadcasts", message(recipient, "Hello"));
    bodies.put("notices", Map.of("recipients", List.of(recipient.name()), "message", "Hello"));
    bodies.put("tokens", Map.of("user", recipient.name(), "label", "lost"));
    bodies.put("accounts", Map.of("name", "new-" + UUID.randomUUID(), "password", "long enough"));
    return bodies;
  }

  @Test
  default void same_key_and_body_get_the_same_answer_byte_for_byte_on_every_route() {
    Person sender = person("sender", "broadcaster", "admin");
    Person bob = person("bob");
    creating(bob)
        .forEach(
            (path, body) -> {
              String key = key();
              Response first = sends(sender, path, body, key);
              first
                  .then()
                  .statusCode(201)
                  .header("Location", containsString(base() + "api/"))
                  .header("Cache-Control", "private, no-cache");
              assertSame(first, sends(sender, path, body, key));
              assertSame(first, sends(sender, path + "/", body, '"' + key + '"'));
            });
    bob.gets("messages").then().body("count", is(3));
  }

  @Test
  default void first_answer_is_that_of_a_request_without_a_key() {
    Person sender = person("sender", "broadcaster", "admin");
    Person bob = person("bob");
    creating(bob)
        .forEach(
            (path, body) -> {
              Response keyed = sends(sender, path, body, key());
              Map<String, Object> another = new LinkedHashMap<>(body);
              another.computeIfPresent("name", (member, name) -> name + "-2");
              Response plain = sender.posts(path, another);
              assertEquals(plain.statusCode(), keyed.statusCode());
              assertEquals(plain.contentType(), keyed.contentType());
              assertEquals(shape(plain), shape(keyed));
            });
  }

  /** An answer without what differs from one time to the other. */
  private static String shape(Response response) {
    return response
        .asString()
        .replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}(-2)?", "UUID")
        .replaceAll("lb_[\\w-]{43}", "TOKEN")
        .replaceAll("\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z", "TIME")
        .replaceAll("\\d+", "N");
  }

  @Test
  default void token_whose_answer_was_lost_is_the_same_token_and_works() {
    Person dora = person("dora");
    String key = key();
    sends(dora, "tokens", Map.of("label", "lost"), key);
    Response again = sends(dora, "tokens", Map.of("label", "lost"), key);
    String token = again.then().statusCode(201).extract().path("token");
    asNobody()
        .header("Authorization", "Bearer " + token)
        .get("api/unread-count")
        .then()
        .statusCode(200);
    dora.asks().delete(again.header("Location")).then().statusCode(204);
    dora.asks().delete(again.header("Location")).then().statusCode(404);
  }

  @Test
  default void same_key_with_another_body_or_route_is_422_and_does_nothing() {
    Person sender = person("sender", "broadcaster");
    Person bob = person("bob");
    String key = key();
    Response first = sends(sender, "messages", message(bob, "First"), key);
    for (String path : List.of("messages", "broadcasts", "messages?x=1")) {
      String text = path.equals("messages") ? "Second" : "First";
      sends(sender, path, message(bob, text), key)
          .then()
          .statusCode(422)
          .contentType("application/problem+json")
          .body("title", is("Unprocessable Content"))
          .body("detail", is("This Idempotency-Key was used before, for another request."));
    }
    assertSame(first, sends(sender, "messages", message(bob, "First"), key));
    bob.gets("messages").then().body("results.message", contains("First"));
  }

  @Test
  default void blanks_between_the_members_of_a_body_make_no_difference() {
    Person alice = person("alice");
    String key = key();
    Response first = sends(alice, "tokens", "{\"label\":\"a b\"}", key);
    assertSame(first, sends(alice, "tokens", " {\r\n \"label\" : \"a b\"\t} ", key));
    sends(alice, "tokens", "{\"label\":\"a  b\"}", key).then().statusCode(422);
  }

  @Test
  default void same_key_of_another_caller_is_another_key() {
    Person alice = person("alice");
    Person eve = person("eve");
    Person bob = person("bob");
    String key = key();
    Response first = sends(alice, "messages", message(bob, "Hello"), key);
    Response second = sends(eve, "messages", message(bob, "Hello"), key);
    second.then().statusCode(201);
    assertNotEquals(first.header("Location"), second.header("Location"));
    bob.gets("messages").then().body("count", is(2));
  }

  @Test
  default void key_that_is_none_is_400_and_named_on_every_route() {
    Person sender = person("sender", "broadcaster", "admin");
    Person bob = person("bob");
    creating(bob)
        .forEach(
            (path, body) -> {
              for (String key : List.of("", " ", "\"\"", "a b", "a\tb", "x".repeat(256))) {
                sends(sender, path, body, key)
                    .then()
                    .statusCode(400)
                    .contentType("application/problem+json")
                    .body(
                        "errors.Idempotency-Key",
                        contains("Must be 1 to 255 visible ASCII characters."));
              }
              sender
                  .asks()
                  .header("Idempotency-Key", "a", "b")
                  .contentType(ContentType.JSON)
                  .body(body)
                  .post("api/" + path)
                  .then()
                  .statusCode(400)
                  .body("errors.Idempotency-Key", contains("Give it once."));
            });
    bob.gets("messages").then().body("count", is(0));
    sends(sender, "messages", message(bob, "x"), "x".repeat(255)).then().statusCode(201);
    sends(sender, "messages", message(bob, "y"), "%00';--<b>\"").then().statusCode(201);
  }

  @Test
  default void refused_request_keeps_its_problem_and_leaves_the_key_free() {
    Person dora = person("dora", "broadcaster", "admin");
    Person eve = person("eve");
    String key = key();
    sends(dora, "messages", message(dora, "a\0b"), key)
        .then()
        .statusCode(400)
        .contentType("application/problem+json")
        .body("errors.message", contains("Null characters are not allowed."));
    sends(dora, "notices", Map.of("message", "m", "colour", "red"), key)
        .then()
        .statusCode(400)
        .body("errors.colour", contains("Unknown field."));
    sends(dora, "tokens", Map.of("user", "nobody-of-this-name", "label", "x"), key)
        .then()
        .statusCode(400)
        .body("errors.user", contains("There is no account of this name."));
    sends(dora, "accounts", Map.of("name", eve.name()), key)
        .then()
        .statusCode(409)
        .body("detail", is("There is an account of this name already."));
    sends(eve, "tokens", Map.of("user", dora.name(), "label", "theft"), key)
        .then()
        .statusCode(403)
        .contentType("application/problem+json");
    sends(eve, "notices", Map.of(), key).then().statusCode(403);
    dora.asks()
        .header("Idempotency-Key", key)
        .contentType(ContentType.JSON)
        .post("api/messages")
        .then()
        .statusCode(400)
        .body("detail", is("The request has no body; a JSON object is needed."));
    sends(dora, "messages", "{", key).then().statusCode(400);
    sends(dora, "messages", message(dora, "At last"), key).then().statusCode(201);
  }

  @Test
  default void nothing_stored_is_an_answer_too() {
    Person bruno = person("bruno", "broadcaster");
    List<String> names = List.of("nobody-of-this-name", "\\ud83d ü \n");
    Map<String, Object> body = Map.of("recipients", names, "message", "x");
    String key = key();
    Response first = sends(bruno, "notices", body, key);
    first.then().statusCode(200).body("unknown", is(names));
    assertSame(first, sends(bruno, "notices", body, key));
  }

  @Test
  default void long_answer_is_kept() {
    Person bruno = person("bruno", "broadcaster");
    List<String> nobody =
        IntStream.range(0, 20_000).mapToObj(i -> "nobody-of-this-name-" + i).toList();
    Map<String, Object> body = Map.of("recipients", nobody, "message", "x");
    String key = key();
    Response first = sends(bruno, "notices", body, key);
    assertEquals(nobody, first.jsonPath().getList("unknown"));
    assertSame(first, sends(bruno, "notices", body, key));
  }

  @Test
  default void many_at_once_write_one_message_and_all_get_its_answer() throws Exception {
    Person alice = person("alice");
    Person bob = person("bob");
    int round = 0;
    for (int threads : List.of(2, 2, 2, 2, 2, 2, 2, 2, 20, 20, 20)) {
      String key = key();
      List<Response> answers =
          AtOnce.times(threads, () -> sends(alice, "messages", message(bob, "Race"), key));
      answers.get(0).then().statusCode(201);
      answers.forEach(answer -> assertSame(answers.get(0), answer));
      round++;
      assertEquals(round, bob.unread());
    }
  }

  @Test
  default void many_at_once_with_different_bodies_write_one_and_refuse_the_others()
      throws Exception {
    Person alice = person("alice");
    Person bob = person("bob");
    String key = key();
    List<Integer> statuses =
        AtOnce.times(10, () -> sends(alice, "messages", message(bob, key()), key)).stream()
            .map(Response::statusCode)
            .sorted()
            .toList();
    assertEquals(201, statuses.get(0));
    assertEquals(Set.of(422), new HashSet<>(statuses.subList(1, 10)));
    assertEquals(1, bob.unread());
  }
}
