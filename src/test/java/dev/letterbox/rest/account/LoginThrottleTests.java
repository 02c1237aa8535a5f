package dev.letterbox.rest.account;

import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.letterbox.testing.client.ApiUser;
import dev.letterbox.testing.client.BrowserSession;
import dev.letterbox.testing.client.HttpTestBase;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Wrong passwords are throttled, in each way to log in, and hashes are bounded. */
class LoginThrottleTests extends HttpTestBase {

  private static final int FAILURES_PER_ACCOUNT = 10;
  private static final int GUESSES = 25;
  private static final String PASSWORD = "a long one, please";
  private static final AtomicInteger CLIENTS = new AtomicInteger();

  private static String newClient() {
    return "192.0.2." + CLIENTS.incrementAndGet();
  }

  private String createUserWithPassword() {
    ApiUser user = createUser("guessed");
    user.setPassword(PASSWORD);
    return user.name();
  }

  private RequestSpecification from(String client) {
    return anonymous().header("X-Forwarded-For", client);
  }

  private RequestSpecification basic(String client, String name, String password) {
    return from(client).auth().preemptive().basic(name, password);
  }

  private Response guess(String client, String name, int number) {
    return switch (number % 3) {
      case 0 -> basic(client, name, "guess " + number).get("api/unread-count");
      case 1 -> basic(client, name, "guess " + number).get("api/openapi.json");
      default -> BrowserSession.postLogin(from(client), name, "guess " + number);
    };
  }

  private List<Integer> guessAll(String client, String name) {
    List<Integer> statuses = new ArrayList<>();
    for (int number = 0; number < GUESSES; number++) {
      Response response = guess(client, name, number);
      statuses.add(response.statusCode());
      if (response.statusCode() == 429) {
        assertThrottled(response);
      }
    }
    return statuses;
  }

  private static void assertThrottled(Response response) {
    response
        .then()
        .statusCode(429)
        .contentType("application/problem+json")
        .body("detail", is("Too many failed log-in attempts. Try again later."));
    assertTrue(Integer.parseInt(response.header("Retry-After")) > 0);
  }

  private static List<Integer> expectedStatuses() {
    List<Integer> statuses = new ArrayList<>(Collections.nCopies(FAILURES_PER_ACCOUNT, 401));
    statuses.addAll(Collections.nCopies(GUESSES - FAILURES_PER_ACCOUNT, 429));
    return statuses;
  }

  @Test
  void guesses_of_a_client_are_throttled_in_each_way_to_log_in() {
    String name = createUserWithPassword();
    String familiar = newClient();
    basic(familiar, name, PASSWORD).get("api/unread-count").then().statusCode(200);

    String attacker = newClient();
    assertEquals(expectedStatuses(), guessAll(attacker, name));

    assertThrottled(basic(attacker, name, PASSWORD).get("api/unread-count"));
    assertThrottled(basic(attacker, name, PASSWORD).get("api/openapi.json"));
    assertThrottled(BrowserSession.postLogin(from(attacker), name, PASSWORD));
    from(attacker).get("api/openapi.json").then().statusCode(200);
    basic(attacker, "bob", "demo").get("api/unread-count").then().statusCode(200);
    for (String other : List.of(familiar, newClient())) {
      basic(other, name, PASSWORD).get("api/unread-count").then().statusCode(200);
      BrowserSession.postLogin(from(other), name, PASSWORD).then().statusCode(201);
    }
  }

  @Test
  void session_and_token_are_not_hindered_by_guesses_from_the_same_client() {
    ApiUser user = createUser("guessed");
    user.setPassword(PASSWORD);
    BrowserSession session = BrowserSession.logInAs(this, user.name(), PASSWORD);
    for (int number = 0; number < GUESSES; number++) {
      anonymous().auth().preemptive().basic(user.name(), "guess " + number).get("api/unread-count");
    }
    assertThrottled(
        anonymous().auth().preemptive().basic(user.name(), PASSWORD).get("api/unread-count"));
    assertEquals(200, session.authenticatedStatus());
    user.get("unread-count").then().statusCode(200);
  }

  @Test
  void unknown_name_is_throttled_like_a_known_one() {
    assertEquals(expectedStatuses(), guessAll(newClient(), "unknown-" + UUID.randomUUID()));
  }

  @Test
  void many_guesses_at_once_are_verified_or_deferred_while_verified_passwords_work()
      throws Exception {
    asDemoUser("bob").get("api/unread-count").then().statusCode(200);
    ExecutorService threads = Executors.newFixedThreadPool(GUESSES);
    try {
      List<Future<Response>> responses = new ArrayList<>();
      for (int i = 0; i < GUESSES; i++) {
        String client = newClient();
        responses.add(
            threads.submit(
                () -> basic(client, "unknown-" + client, "guess").get("api/unread-count")));
      }
      asDemoUser("bob").get("api/unread-count").then().statusCode(200);
      for (Future<Response> each : responses) {
        Response response = each.get();
        if (response.statusCode() == 503) {
          assertTrue(Integer.parseInt(response.header("Retry-After")) > 0);
        } else {
          assertEquals(401, response.statusCode());
        }
      }
    } finally {
      threads.shutdownNow();
    }
  }
}
