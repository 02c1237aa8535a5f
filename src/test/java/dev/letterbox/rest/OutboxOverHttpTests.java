package dev.letterbox.rest;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.aMapWithSize;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.letterbox.testing.client.OverHttp;
import dev.letterbox.testing.client.Person;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Administrators look after what could not be told. */
public interface OutboxOverHttpTests extends OverHttp {

  /** An address that an account may have and no mail can be sent to. */
  String HOPELESS = "nobody@-.example";

  private Person unreachable() {
    Person person = person("unreachable");
    person.hasAddress(HOPELESS);
    return person;
  }

  /** The dead entries for somebody. */
  private List<Map<String, Object>> deadFor(Person recipient) {
    return asAdmin()
        .get("api/outbox?state=dead&channel=email&limit=100")
        .then()
        .statusCode(200)
        .extract()
        .jsonPath()
        .getList("results.findAll { it.recipient == '%s' }".formatted(recipient.name()));
  }

  private int awaitDead(Person recipient, int attempts) {
    List<Map<String, Object>> dead =
        await()
            .atMost(Duration.ofSeconds(20))
            .until(
                () -> deadFor(recipient),
                found -> found.size() == 1 && found.get(0).get("attempts").equals(attempts));
    return (Integer) dead.get(0).get("id");
  }

  private Response replaysAll(String channel) {
    return asAdmin()
        .contentType(ContentType.JSON)
        .body(Map.of("channel", channel))
        .post("api/outbox/replay");
  }

  @Test
  default void what_can_not_be_told_is_shown_and_tried_again_and_dropped() {
    Person alice = person("alice");
    List<Person> both = Stream.generate(this::unreachable).limit(2).toList();
    long message = alice.writes(both.get(0), "Nobody hears of it");
    int first = awaitDead(both.get(0), 1);
    alice.writes(both.get(1), "Nor of this");
    int second = awaitDead(both.get(1), 1);
    String page = "api/outbox?state=dead&channel=email&limit=1&cursor=";

    Response shown = asAdmin().get(page + (first - 1));
    shown
        .then()
        .statusCode(200)
        .body("results[0]", aMapWithSize(11))
        .body("results[0].id", is(first))
        .body("results[0].message", is((int) message))
        .body("results[0].label", is("message"))
        .body("results[0].event", nullValue())
        .body("results[0].channel", is("email"))
        .body("results[0].recipient", is(both.get(0).name()))
        .body("results[0].state", is("dead"))
        .body("results[0].attempts", is(1))
        .body("results[0].created_at", matchesPattern("2.*Z"))
        .body("results[0].next_attempt_at", matchesPattern("2.*Z"))
        .body("results[0].error", containsString("address"))
        .body("next", endsWith("limit=1&cursor=" + first));
    asAdmin()
        .urlEncodingEnabled(false)
        .get(shown.<String>path("next"))
        .then()
        .statusCode(200)
        .body("results.id", is(List.of(second)));

    String entry = "api/outbox/" + first;
    asAdmin().post(entry + "/replay").then().statusCode(204);
    awaitDead(both.get(0), 1);
    replaysAll("email").then().statusCode(200).body("replayed", greaterThanOrEqualTo(2));
    both.forEach(each -> awaitDead(each, 1));
    replaysAll("log").then().statusCode(200).body("replayed", is(0));
    asAdmin().delete(entry).then().statusCode(204);
    asAdmin().delete("api/outbox/" + second).then().statusCode(204);
    asAdmin().delete(entry).then().statusCode(404);
    asAdmin().post(entry + "/replay").then().statusCode(404);
    both.forEach(each -> assertEquals(List.of(), deadFor(each)));
  }

  @Test
  default void outbox_is_for_administrators() {
    Person mona = person("mona", "moderator");
    mona.gets("outbox").then().statusCode(403);
    mona.asks().delete("api/outbox/1").then().statusCode(403);
    asAdmin().get("api/outbox?state=lost").then().statusCode(400).body("errors", hasKey("state"));
  }
}
