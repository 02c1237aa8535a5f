package dev.letterbox;

import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.letterbox.testing.client.MailServer;
import dev.letterbox.testing.client.Person;
import dev.letterbox.testing.client.ShippedOnPayara;
import io.restassured.specification.RequestSpecification;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.junit.jupiter.api.Test;

/** The WAR of examples/alerts, built by Maven: Letterbox with classes of somebody else. */
@ArquillianTest
class CustomisedIT extends ShippedOnPayara {

  @Override
  public boolean isOurs(String path) {
    return !path.startsWith("alerts") && !path.startsWith("orders");
  }

  private void notices(Person reader, String levelTag, int number) {
    Person bruno = person("bruno", "broadcaster");
    Map<String, Object> notice =
        Map.of("recipients", List.of(reader.name()), "message", "m", "level_tag", levelTag);
    IntStream.range(0, number).forEach(i -> bruno.posts("notices", notice).then().statusCode(201));
  }

  @Test
  void subclass_has_a_path_a_filter_and_a_page_size_of_its_own() {
    Person mona = person("mona", "moderator");
    notices(mona, "warning", 20);
    notices(mona, "info", 3);
    notices(mona, "error", 10);
    String next =
        mona.gets("alerts")
            .then()
            .statusCode(200)
            .body("count", is(30))
            .body("results", hasSize(25))
            .body("results.level", everyItem(greaterThanOrEqualTo(30)))
            .body("next", startsWith(base() + "api/alerts?"))
            .body("previous", nullValue())
            .extract()
            .path("next");
    mona.asks().get(next).then().statusCode(200).body("results", hasSize(5));
    mona.gets("alerts?level_tag=error").then().body("count", is(10));
    mona.gets("alerts?level__lte=20").then().body("count", is(0));
    mona.gets("messages").then().body("count", is(33)).body("results", hasSize(10));
  }

  @Test
  void methods_that_a_subclass_inherits_answer_below_its_path() {
    Person mona = person("mona", "moderator");
    notices(mona, "warning", 2);
    notices(mona, "info", 1);
    mona.gets("alerts/peek").then().statusCode(200).body("count", is(2));
    int id = mona.gets("alerts?mark_read=false").path("results[0].id");
    mona.gets("alerts/" + id).then().statusCode(200).body("id", is(id));
    mona.gets("alerts/peek").then().body("count", is(1));
    mona.asks().delete("api/alerts/" + id).then().statusCode(204);
    mona.gets("alerts/" + id).then().statusCode(404);
  }

  @Test
  void message_written_below_the_path_of_a_subclass_is_written_once_for_each_key() {
    Person mona = person("mona", "moderator");
    Person bob = person("bob");
    Map<String, Object> body = Map.of("recipients", List.of(bob.name()), "subject", "Once");
    for (int i = 0; i < 2; i++) {
      mona.asks()
          .header("Idempotency-Key", "once-" + bob.name())
          .contentType("application/json")
          .body(body)
          .post("api/alerts")
          .then()
          .statusCode(201);
    }
    bob.gets("messages").then().body("count", is(1));
  }

  @Test
  void subclass_takes_a_role_of_its_own() {
    Person alice = person("alice");
    alice.gets("alerts").then().statusCode(403).contentType("application/problem+json");
    alice.gets("alerts/peek").then().statusCode(403);
    alice.gets("messages").then().statusCode(200);
    asNobody().get("api/alerts").then().statusCode(401);
  }

  @Test
  void resource_of_the_application_tells_its_caller_however_he_logged_in() {
    RequestSpecification basic = as("alice");
    basic.post("api/orders/17/shipment").then().statusCode(204);
    basic
        .get("api/messages?limit=1")
        .then()
        .body("results[0].message", is("Order 17 is on its way."))
        .body("results[0].level_tag", is("success"))
        .body("results[0].view", is("letterbox:OrdersResource.ship"));
    Person bob = person("bob");
    bob.posts("orders/18/shipment", Map.of()).then().statusCode(204);
    bob.gets("messages").then().body("results[0].message", is("Order 18 is on its way."));
    asNobody().post("api/orders/19/shipment").then().statusCode(401);
  }

  @Test
  void mails_have_the_texts_the_sender_and_the_headers_of_the_beans_in_the_war() throws Exception {
    Person bob = person("bob");
    String address = "bob-" + UUID.randomUUID() + "@example.org";
    bob.hasAddress(address);
    bob.asks()
        .contentType("application/json")
        .body(Map.of("preferences", Map.of("notice", Map.of("email", true))))
        .patch("api/preferences")
        .then()
        .statusCode(200);
    notices(bob, "critical", 1);
    List<MimeMessage> mails =
        Awaitility.await()
            .atMost(Duration.ofSeconds(20))
            .until(() -> MailServer.mailsFor(address), some -> !some.isEmpty());
    MimeMessage mail = mails.get(0);
    assertEquals("Alerts <alerts@example.org>", mail.getFrom()[0].toString());
    assertEquals("high", mail.getHeader("Importance", null));
    String text = ((MimeMultipart) mail.getContent()).getBodyPart(0).getContent().toString();
    assertTrue(text.contains("Something of level critical is up."), text);
  }

  @Test
  void settings_come_with_the_war() {
    Person bob = person("bob");
    notices(bob, "critical", 1);
    bob.gets("messages/peek").then().body("max_level", is(50));
  }
}
