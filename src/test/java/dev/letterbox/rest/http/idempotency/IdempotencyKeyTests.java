package dev.letterbox.rest.http.idempotency;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.letterbox.testing.client.ApiUser;
import dev.letterbox.testing.client.HttpTestBase;
import dev.letterbox.testing.support.ConcurrentRun;
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

/** Repeated requests with the same {@code Idempotency-Key}. */
class IdempotencyKeyTests extends HttpTestBase {

  private static String randomKey() {
    return UUID.randomUUID().toString();
  }

  private static Response send(ApiUser person, String path, Object body, String key) {
    return person
        .request()
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

  private static Map<String, Object> message(ApiUser recipient, String text) {
    return Map.of("recipients", List.of(recipient.name()), "subject", "Subject", "message", text);
  }

  /** A body for each creating route. */
  private static Map<String, Map<String, Object>> creatingRequests(ApiUser recipient) {
    Map<String, Map<String, Object>> bodies = new LinkedHashMap<>();
    bodies.put("messages", message(recipient, "ünïcode 😀 </script>"));
    bodies.put("broadcasts", message(recipient, "Hello"));
    bodies.put("notices", Map.of("recipients", List.of(recipient.name()), "message", "Hello"));
    bodies.put("tokens", Map.of("user", recipient.name(), "label", "lost"));
    bodies.put("accounts", Map.of("name", "new-" + UUID.randomUUID(), "password", "long enough"));
    return bodies;
  }

  @Test
  void same_key_and_body_get_the_same_response_on_every_route() {
    ApiUser sender = createUser("sender", "broadcaster", "admin");
    ApiUser bob = createUser("bob");
    Map<String, Map<String, Object>> requests = creatingRequests(bob);
    requests.remove("tokens");
    requests.forEach(
        (path, body) -> {
          String key = randomKey();
          Response first = send(sender, path, body, key);
          first
              .then()
              .statusCode(201)
              .header("Location", containsString(base() + "api/"))
              .header("Cache-Control", "private, no-cache");
          assertSame(first, send(sender, path, body, key));
          assertSame(first, send(sender, path + "/", body, '"' + key + '"'));
        });
    bob.get("messages").then().body("count", is(3));
  }

  @Test
  void first_response_equals_that_of_a_request_without_a_key() {
    ApiUser sender = createUser("sender", "broadcaster", "admin");
    ApiUser bob = createUser("bob");
    creatingRequests(bob)
        .forEach(
            (path, body) -> {
              Response withKey = send(sender, path, body, randomKey());
              Map<String, Object> another = new LinkedHashMap<>(body);
              another.computeIfPresent("name", (member, name) -> name + "-2");
              Response withoutKey = sender.post(path, another);
              assertEquals(withoutKey.statusCode(), withKey.statusCode());
              assertEquals(withoutKey.contentType(), withKey.contentType());
              assertEquals(normalized(withoutKey), normalized(withKey));
            });
  }

  /** A response without ids, tokens and times. */
  private static String normalized(Response response) {
    return response
        .asString()
        .replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}(-2)?", "UUID")
        .replaceAll("lb_[\\w-]{43}", "TOKEN")
        .replaceAll("\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z", "TIME")
        .replaceAll("\\d+", "N");
  }

  @Test
  void repeated_request_for_a_secret_is_a_409_and_creates_nothing() {
    ApiUser dora = createUser("dora");
    String key = randomKey();
    Response first = send(dora, "tokens", Map.of("label", "lost"), key);
    String token = first.then().statusCode(201).extract().path("token");
    send(dora, "tokens", Map.of("label", "lost"), key)
        .then()
        .statusCode(409)
        .contentType("application/problem+json")
        .body("detail", containsString("Its response is not stored"));
    send(dora, "tokens", Map.of("label", "other"), key).then().statusCode(422);
    anonymous()
        .header("Authorization", "Bearer " + token)
        .get("api/unread-count")
        .then()
        .statusCode(200);
    dora.request().delete(first.header("Location")).then().statusCode(204);
  }

  @Test
  void same_key_with_another_body_or_route_is_422_and_does_nothing() {
    ApiUser sender = createUser("sender", "broadcaster");
    ApiUser bob = createUser("bob");
    String key = randomKey();
    Response first = send(sender, "messages", message(bob, "First"), key);
    for (String path : List.of("messages", "broadcasts", "messages?x=1")) {
      String text = path.equals("messages") ? "Second" : "First";
      send(sender, path, message(bob, text), key)
          .then()
          .statusCode(422)
          .contentType("application/problem+json")
          .body("title", is("Unprocessable Content"))
          .body("detail", is("This Idempotency-Key was used before, for another request."));
    }
    assertSame(first, send(sender, "messages", message(bob, "First"), key));
    bob.get("messages").then().body("results.message", contains("First"));
  }

  @Test
  void whitespace_in_a_body_is_ignored() {
    ApiUser bruno = createUser("bruno", "broadcaster");
    String key = randomKey();
    String compact = "{\"recipients\":[\"unknown-user\"],\"message\":\"a b\"}";
    String spaced = " {\r\n \"recipients\" : [ \"unknown-user\"\t],\"message\": \"a b\"} ";
    Response first = send(bruno, "notices", compact, key);
    assertSame(first, send(bruno, "notices", spaced, key));
    send(bruno, "notices", compact.replace("a b", "a  b"), key).then().statusCode(422);
  }

  @Test
  void keys_are_scoped_to_the_caller() {
    ApiUser alice = createUser("alice");
    ApiUser eve = createUser("eve");
    ApiUser bob = createUser("bob");
    String key = randomKey();
    Response first = send(alice, "messages", message(bob, "Hello"), key);
    Response second = send(eve, "messages", message(bob, "Hello"), key);
    second.then().statusCode(201);
    assertNotEquals(first.header("Location"), second.header("Location"));
    bob.get("messages").then().body("count", is(2));
  }

  @Test
  void invalid_key_is_400_on_every_route() {
    ApiUser sender = createUser("sender", "broadcaster", "admin");
    ApiUser bob = createUser("bob");
    creatingRequests(bob)
        .forEach(
            (path, body) -> {
              for (String key : List.of("", " ", "\"\"", "a b", "a\tb", "x".repeat(256))) {
                send(sender, path, body, key)
                    .then()
                    .statusCode(400)
                    .contentType("application/problem+json")
                    .body(
                        "errors.Idempotency-Key",
                        contains("Must be 1 to 255 visible ASCII characters."));
              }
              sender
                  .request()
                  .header("Idempotency-Key", "a", "b")
                  .contentType(ContentType.JSON)
                  .body(body)
                  .post("api/" + path)
                  .then()
                  .statusCode(400)
                  .body("errors.Idempotency-Key", contains("Give it once."));
            });
    bob.get("messages").then().body("count", is(0));
    send(sender, "messages", message(bob, "x"), "x".repeat(255)).then().statusCode(201);
    send(sender, "messages", message(bob, "y"), "%00';--<b>\"").then().statusCode(201);
  }

  @Test
  void rejected_request_leaves_the_key_unused() {
    ApiUser dora = createUser("dora", "broadcaster", "admin");
    ApiUser eve = createUser("eve");
    String key = randomKey();
    send(dora, "messages", message(dora, "a\0b"), key)
        .then()
        .statusCode(400)
        .contentType("application/problem+json")
        .body("errors.message", contains("Null characters are not allowed."));
    send(dora, "notices", Map.of("message", "m", "colour", "red"), key)
        .then()
        .statusCode(400)
        .body("errors.colour", contains("Unknown field."));
    send(dora, "tokens", Map.of("user", "unknown-user", "label", "x"), key)
        .then()
        .statusCode(400)
        .body("errors.user", contains("There is no account of this name."));
    send(dora, "accounts", Map.of("name", eve.name()), key)
        .then()
        .statusCode(409)
        .body("detail", is("There is an account of this name already."));
    send(eve, "tokens", Map.of("user", dora.name(), "label", "theft"), key)
        .then()
        .statusCode(403)
        .contentType("application/problem+json");
    send(eve, "notices", Map.of(), key).then().statusCode(403);
    dora.request()
        .header("Idempotency-Key", key)
        .contentType(ContentType.JSON)
        .post("api/messages")
        .then()
        .statusCode(400)
        .body("detail", is("The request has no body; a JSON object is required."));
    send(dora, "messages", "{", key).then().statusCode(400);
    send(dora, "messages", message(dora, "At last"), key).then().statusCode(201);
  }

  @Test
  void response_without_a_stored_message_is_repeated() {
    ApiUser bruno = createUser("bruno", "broadcaster");
    List<String> names = List.of("unknown-user", "\\ud83d ü \n");
    Map<String, Object> body = Map.of("recipients", names, "message", "x");
    String key = randomKey();
    Response first = send(bruno, "notices", body, key);
    first.then().statusCode(200).body("unknown", is(names));
    assertSame(first, send(bruno, "notices", body, key));
  }

  @Test
  void long_response_is_stored() {
    ApiUser bruno = createUser("bruno", "broadcaster");
    List<String> unknownNames =
        IntStream.range(0, 20_000).mapToObj(i -> "unknown-user-" + i).toList();
    Map<String, Object> body = Map.of("recipients", unknownNames, "message", "x");
    String key = randomKey();
    Response first = send(bruno, "notices", body, key);
    assertEquals(unknownNames, first.jsonPath().getList("unknown"));
    assertSame(first, send(bruno, "notices", body, key));
  }

  @Test
  void concurrent_requests_with_one_key_write_one_message() throws Exception {
    ApiUser alice = createUser("alice");
    ApiUser bob = createUser("bob");
    int round = 0;
    for (int threads : List.of(2, 2, 2, 2, 2, 2, 2, 2, 20, 20, 20)) {
      String key = randomKey();
      List<Response> responses =
          ConcurrentRun.repeat(threads, () -> send(alice, "messages", message(bob, "Race"), key));
      responses.get(0).then().statusCode(201);
      responses.forEach(answer -> assertSame(responses.get(0), answer));
      round++;
      assertEquals(round, bob.unreadCount());
    }
  }

  @Test
  void concurrent_requests_with_different_bodies_write_one_message() throws Exception {
    ApiUser alice = createUser("alice");
    ApiUser bob = createUser("bob");
    String key = randomKey();
    List<Integer> statuses =
        ConcurrentRun.repeat(10, () -> send(alice, "messages", message(bob, randomKey()), key))
            .stream()
            .map(Response::statusCode)
            .sorted()
            .toList();
    assertEquals(201, statuses.get(0));
    assertEquals(Set.of(422), new HashSet<>(statuses.subList(1, 10)));
    assertEquals(1, bob.unreadCount());
  }
}
