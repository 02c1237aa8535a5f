package dev.letterbox;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.letterbox.testing.client.server.PayaraNode;
import dev.letterbox.testing.client.server.TestEnvironment;
import dev.letterbox.testing.support.TestHttpClient;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The WAR of examples/orders, whose EJB calls Letterbox in another WAR of the same server. */
@Tag("other-war")
class OtherWarIT {

  private static PayaraNode server;

  @BeforeAll
  static void start() {
    Path orders =
        Path.of(TestEnvironment.property("letterbox.test.examples"), "orders/target/orders.war");
    server =
        PayaraNode.start(
            "other-war",
            Map.of(),
            List.of(
                "--addlibs",
                TestEnvironment.property("letterbox.test.api"),
                "--deploy",
                orders.toString()));
    await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> orders().get("shipments").statusCode() == 405);
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
    }
  }

  private static TestHttpClient orders() {
    return TestHttpClient.at(server.base().resolve("/orders/"));
  }

  private static HttpResponse<String> ship(String seller, String customer) throws Exception {
    return orders().send("POST", "shipments?number=17&seller=" + seller + "&customer=" + customer);
  }

  private static String unread(String name) throws Exception {
    return TestHttpClient.at(server.base()).as(name).get("api/unread-count").body();
  }

  @Test
  void messages_of_another_war_are_delivered() throws Exception {
    String before = unread("carol");
    HttpResponse<String> answer = ship("alice", "carol");
    assertEquals(204, answer.statusCode(), answer.body());
    assertEquals(increased(before), unread("carol"));
  }

  private static String increased(String count) {
    int number = Integer.parseInt(count.replaceAll("[^0-9]", ""));
    return count.replace(Integer.toString(number), Integer.toString(number + 1));
  }

  @Test
  void exception_of_the_api_leaves_an_ejb_of_another_war_unwrapped_and_rolls_back()
      throws Exception {
    String before = unread("bob");
    HttpResponse<String> answer = ship("bob", "unknown");
    assertEquals(422, answer.statusCode(), answer.body());
    assertEquals(
        "{recipients=[Some usernames are unknown or no more active: unknown.]}:"
            + " Some fields are not valid.",
        answer.body());
    assertEquals(before, unread("bob"), "the notice to the seller is rolled back, too");
    assertFalse(server.log().contains("EJBException"), "it is no system exception");
  }
}
