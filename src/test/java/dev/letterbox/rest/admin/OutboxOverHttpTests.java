package dev.letterbox.rest.admin;

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

import dev.letterbox.testing.client.ApiUser;
import dev.letterbox.testing.client.HttpTestBase;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Administration of undelivered notifications. */
class OutboxOverHttpTests extends HttpTestBase {

  /** A valid address of an account to which no e-mail can be sent. */
  private static final String UNDELIVERABLE_ADDRESS = "user@-.example";

  private ApiUser createUnreachableUser() {
    ApiUser user = createUser("unreachable");
    user.setEmail(UNDELIVERABLE_ADDRESS);
    return user;
  }

  /** The dead entries of a recipient. */
  private List<Map<String, Object>> deadFor(ApiUser recipient) {
    return asAdmin()
        .get("api/outbox?state=dead&channel=email&limit=100")
        .then()
        .statusCode(200)
        .extract()
        .jsonPath()
        .getList("results.findAll { it.recipient == '%s' }".formatted(recipient.name()));
  }

  private int awaitDead(ApiUser recipient, int attempts) {
    List<Map<String, Object>> dead =
        await()
            .atMost(Duration.ofSeconds(20))
            .until(
                () -> deadFor(recipient),
                found -> found.size() == 1 && found.get(0).get("attempts").equals(attempts));
    return (Integer) dead.get(0).get("id");
  }

  private Response replayAll(String channel) {
    return asAdmin()
        .contentType(ContentType.JSON)
        .body(Map.of("channel", channel))
        .post("api/outbox/replay");
  }

  @Test
  void dead_notification_is_listed_replayed_and_dropped() {
    ApiUser alice = createUser("alice");
    List<ApiUser> recipients = Stream.generate(this::createUnreachableUser).limit(2).toList();
    long message = alice.writeMessage(recipients.get(0), "Undeliverable");
    int first = awaitDead(recipients.get(0), 1);
    alice.writeMessage(recipients.get(1), "Undeliverable, too");
    int second = awaitDead(recipients.get(1), 1);
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
        .body("results[0].recipient", is(recipients.get(0).name()))
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
    awaitDead(recipients.get(0), 1);
    replayAll("email").then().statusCode(200).body("replayed", greaterThanOrEqualTo(2));
    recipients.forEach(each -> awaitDead(each, 1));
    replayAll("log").then().statusCode(200).body("replayed", is(0));
    asAdmin().delete(entry).then().statusCode(204);
    asAdmin().delete("api/outbox/" + second).then().statusCode(204);
    asAdmin().delete(entry).then().statusCode(404);
    asAdmin().post(entry + "/replay").then().statusCode(404);
    recipients.forEach(each -> assertEquals(List.of(), deadFor(each)));
  }

  @Test
  void outbox_requires_the_administrator_role() {
    ApiUser mona = createUser("mona", "moderator");
    mona.get("outbox").then().statusCode(403);
    mona.request().delete("api/outbox/1").then().statusCode(403);
    asAdmin().get("api/outbox?state=lost").then().statusCode(400).body("errors", hasKey("state"));
  }
}
