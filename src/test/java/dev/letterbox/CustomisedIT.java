package dev.letterbox;

import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.letterbox.testing.client.ApiUser;
import dev.letterbox.testing.client.HttpTestSupport;
import dev.letterbox.testing.client.server.SharedServer;
import dev.letterbox.testing.client.server.TestMailServer;
import io.restassured.specification.RequestSpecification;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The WAR of examples/alerts, which adds classes of an installation to Letterbox. */
@Tag("customised")
class CustomisedIT implements HttpTestSupport {

  @Override
  public URI base() {
    return SharedServer.CUSTOMISED.base();
  }

  @Override
  public boolean isLetterboxPath(String path) {
    return !path.startsWith("alerts") && !path.startsWith("orders");
  }

  private void sendNotices(ApiUser reader, String levelTag, int count) {
    ApiUser bruno = createUser("bruno", "broadcaster");
    Map<String, Object> notice =
        Map.of("recipients", List.of(reader.name()), "message", "m", "level_tag", levelTag);
    IntStream.range(0, count).forEach(i -> bruno.post("notices", notice).then().statusCode(201));
  }

  @Test
  void resource_subclass_has_its_own_path_filter_and_page_size() {
    ApiUser mona = createUser("mona", "moderator");
    sendNotices(mona, "warning", 20);
    sendNotices(mona, "info", 3);
    sendNotices(mona, "error", 10);
    String next =
        mona.get("alerts")
            .then()
            .statusCode(200)
            .body("count", is(30))
            .body("results", hasSize(25))
            .body("results.level", everyItem(greaterThanOrEqualTo(30)))
            .body("next", startsWith(base() + "api/alerts?"))
            .body("previous", nullValue())
            .extract()
            .path("next");
    mona.request().get(next).then().statusCode(200).body("results", hasSize(5));
    mona.get("alerts?level_tag=error").then().body("count", is(10));
    mona.get("alerts?level__lte=20").then().body("count", is(0));
    mona.get("messages").then().body("count", is(33)).body("results", hasSize(10));
  }

  @Test
  void inherited_methods_are_served_below_the_path_of_the_subclass() {
    ApiUser mona = createUser("mona", "moderator");
    sendNotices(mona, "warning", 2);
    sendNotices(mona, "info", 1);
    mona.get("alerts/peek").then().statusCode(200).body("count", is(2));
    int id = mona.get("alerts?mark_read=false").path("results[0].id");
    mona.get("alerts/" + id).then().statusCode(200).body("id", is(id));
    mona.get("alerts/peek").then().body("count", is(1));
    mona.request().delete("api/alerts/" + id).then().statusCode(204);
    mona.get("alerts/" + id).then().statusCode(404);
  }

  @Test
  void idempotency_key_applies_below_the_path_of_a_subclass() {
    ApiUser mona = createUser("mona", "moderator");
    ApiUser bob = createUser("bob");
    Map<String, Object> body = Map.of("recipients", List.of(bob.name()), "subject", "Once");
    for (int i = 0; i < 2; i++) {
      mona.request()
          .header("Idempotency-Key", "once-" + bob.name())
          .contentType("application/json")
          .body(body)
          .post("api/alerts")
          .then()
          .statusCode(201);
    }
    bob.get("messages").then().body("count", is(1));
  }

  @Test
  void resource_subclass_requires_its_own_role() {
    ApiUser alice = createUser("alice");
    alice.get("alerts").then().statusCode(403).contentType("application/problem+json");
    alice.get("alerts/peek").then().statusCode(403);
    alice.get("messages").then().statusCode(200);
    anonymous().get("api/alerts").then().statusCode(401);
  }

  @Test
  void resource_of_the_application_notifies_its_caller_for_each_login_method() {
    RequestSpecification basic = asDemoUser("alice");
    basic.post("api/orders/17/shipment").then().statusCode(204);
    basic
        .get("api/messages?limit=1")
        .then()
        .body("results[0].message", is("Order 17 is on its way."))
        .body("results[0].level_tag", is("success"))
        .body("results[0].view", is("letterbox:OrdersResource.ship"));
    ApiUser bob = createUser("bob");
    bob.post("orders/18/shipment", Map.of()).then().statusCode(204);
    bob.get("messages").then().body("results[0].message", is("Order 18 is on its way."));
    anonymous().post("api/orders/19/shipment").then().statusCode(401);
  }

  @Test
  void mails_have_text_sender_and_headers_of_the_custom_beans() throws Exception {
    ApiUser bob = createUser("bob");
    String address = "bob-" + UUID.randomUUID() + "@example.org";
    bob.setEmail(address);
    bob.request()
        .contentType("application/json")
        .body(Map.of("preferences", Map.of("notice", Map.of("email", true))))
        .patch("api/preferences")
        .then()
        .statusCode(200);
    sendNotices(bob, "critical", 1);
    List<MimeMessage> mails =
        Awaitility.await()
            .atMost(Duration.ofSeconds(20))
            .until(() -> TestMailServer.mailsTo(address), received -> !received.isEmpty());
    MimeMessage mail = mails.get(0);
    assertEquals("Alerts <alerts@example.org>", mail.getFrom()[0].toString());
    assertEquals("high", mail.getHeader("Importance", null));
    String text = ((MimeMultipart) mail.getContent()).getBodyPart(0).getContent().toString();
    assertTrue(text.contains("New notice of level critical."), text);
  }

  @Test
  void settings_are_read_from_the_war() {
    ApiUser bob = createUser("bob");
    sendNotices(bob, "critical", 1);
    bob.get("messages/peek").then().body("max_level", is(50));
  }
}
