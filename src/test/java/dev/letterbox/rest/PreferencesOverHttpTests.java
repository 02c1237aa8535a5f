package dev.letterbox.rest;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.letterbox.api.NotificationLabel;
import dev.letterbox.api.Unsubscription;
import dev.letterbox.shared.UnsubscribeTokens;
import dev.letterbox.testing.client.OverHttp;
import dev.letterbox.testing.client.Person;
import dev.letterbox.testing.client.TestEnvironment;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What users choose to be told of, and how they unsubscribe; on the channel {@code log}. */
public interface PreferencesOverHttpTests extends OverHttp {

  private static Response choose(Person person, String json) {
    return person.asks().contentType(ContentType.JSON).body(json).patch("api/preferences");
  }

  private static String token(String user, NotificationLabel label) {
    return UnsubscribeTokens.of(
        TestEnvironment.NOTIFICATIONS_SECRET, new Unsubscription(user, Set.of(label), "log"));
  }

  private RequestSpecification withToken(String token) {
    return asNobody().queryParam("token", token);
  }

  @Test
  default void preferences_begin_as_the_operator_has_set_them_and_change_one_by_one() {
    Person bob = person("bob");
    bob.gets("preferences")
        .then()
        .statusCode(200)
        .body("preferences.message.log", is(true))
        .body("preferences.notice.log", is(false))
        .body("locked", hasItem("rejection:log"))
        .body("digest", is("immediate"));
    choose(bob, "{\"preferences\":{\"message\":{\"log\":false}}}")
        .then()
        .statusCode(200)
        .body("preferences.message.log", is(false))
        .body("preferences.reply.log", is(true));
    choose(bob, "{\"preferences\":{\"notice\":{\"log\":true},\"reply\":null},\"digest\":\"hour\"}")
        .then()
        .statusCode(200)
        .body("digest", is("hour"));
    choose(bob, "{}").then().statusCode(200);
    bob.gets("preferences")
        .then()
        .body("preferences.message.log", is(false))
        .body("preferences.notice.log", is(true))
        .body("digest", is("hour"));
    person("other").gets("preferences").then().body("preferences.message.log", is(true));
  }

  @Test
  default void what_was_read_can_be_sent_back() {
    Person bob = person("bob");
    Map<String, Object> read = bob.gets("preferences").jsonPath().getMap("preferences");
    Response same =
        bob.asks()
            .contentType(ContentType.JSON)
            .body(Map.of("preferences", read))
            .patch("api/preferences");
    assertEquals(read, same.jsonPath().getMap("preferences"));
  }

  @Test
  default void every_wrong_preference_is_named_and_nothing_changes() {
    Person bob = person("bob");
    choose(
            bob,
            "{\"preferences\":{\"message\":{\"log\":1},\"reply\":true,\"gossip\":{\"log\":true}},"
                + "\"digest\":\"week\",\"colour\":1}")
        .then()
        .statusCode(400)
        .body("errors['preferences.message.log'][0]", is("Must be true or false."))
        .body("errors['preferences.reply'][0]", is("Must be an object."))
        .body("errors['preferences.gossip'][0]", is("Unknown field."))
        .body("errors.digest[0]", is("Must be one of none, hour, day."))
        .body("errors.colour[0]", is("Unknown field."));
    choose(
            bob,
            "{\"preferences\":{\"message\":{\"log\":false,\"fax\":true},\"rejection\":{\"log\":false}}}")
        .then()
        .statusCode(400)
        .body(
            "errors['preferences.message.fax'][0]",
            startsWith("There is no such channel here; there are "))
        .body(
            "errors['preferences.rejection.log'][0]",
            is("The operator of this site has decided it."));
    bob.gets("preferences").then().body("preferences.message.log", is(true));
  }

  @Test
  default void link_leads_to_a_page_that_changes_nothing_until_its_button_is_pressed() {
    Person bob = person("bob");
    String token = token(bob.name(), NotificationLabel.BROADCAST);
    choose(bob, "{\"preferences\":{\"broadcast\":{\"log\":true}}}").then().statusCode(200);
    for (int i = 0; i < 2; i++) {
      withToken(token)
          .get("api/unsubscribe")
          .then()
          .statusCode(200)
          .contentType("text/html")
          .header("Content-Security-Policy", startsWith("default-src 'none'"))
          .header("Referrer-Policy", is("no-referrer"))
          .body(containsString("You get broadcasts by log."))
          .body(containsString("<form method=\"post\">"))
          .body(not(containsString(bob.name())));
    }
    withToken(token)
        .header("Accept-Language", "de-AT,de;q=0.9,en;q=0.5")
        .get("api/unsubscribe")
        .then()
        .body(containsString("Sie bekommen Rundschreiben per log. Möchten Sie das beenden?"));
    bob.gets("preferences").then().body("preferences.broadcast.log", is(true));
    for (int i = 0; i < 2; i++) {
      withToken(token)
          .formParam("List-Unsubscribe", "One-Click")
          .post("api/unsubscribe")
          .then()
          .statusCode(200)
          .contentType("text/html")
          .header("Set-Cookie", (String) null)
          .body(containsString("You will not get broadcasts by log any more."));
    }
    bob.gets("preferences")
        .then()
        .body("preferences.broadcast.log", is(false))
        .body("preferences.message.log", is(true));
  }

  @Test
  default void mail_programs_unsubscribe_with_whatever_body_they_send() {
    for (String type : List.of("multipart/form-data; boundary=x", "text/plain", "")) {
      Person bob = person("bob");
      RequestSpecification request = withToken(token(bob.name(), NotificationLabel.MESSAGE));
      Response response =
          type.isEmpty()
              ? request.post("api/unsubscribe")
              : request
                  .header("Content-Type", type)
                  .body(
                      "--x\r\n\r\nList-Unsubscribe=One-Click\r\n--x--"
                          .getBytes(StandardCharsets.UTF_8))
                  .post("api/unsubscribe");
      assertEquals(200, response.statusCode(), type);
      bob.gets("preferences").then().body("preferences.message.log", is(false));
    }
  }

  @Test
  default void wrong_link_and_one_for_what_is_locked_are_not_found_and_tell_of_nobody() {
    String bob = person("bob").name();
    String right = token(bob, NotificationLabel.REPLY);
    for (String wrong :
        List.of(
            right.substring(1),
            right + "AAAA",
            UnsubscribeTokens.of(
                "another secret than ours",
                new Unsubscription(bob, Set.of(NotificationLabel.REPLY), "log")),
            token(bob, NotificationLabel.REJECTION),
            bob,
            "%00")) {
      for (String method : List.of("GET", "POST")) {
        withToken(wrong)
            .request(method, "api/unsubscribe")
            .then()
            .statusCode(404)
            .contentType("application/problem+json")
            .body("detail", is("This link is not valid, or not any more."));
      }
    }
    withToken(token("nobody-of-this-name", NotificationLabel.REPLY))
        .post("api/unsubscribe")
        .then()
        .statusCode(200);
    asNobody()
        .post("api/unsubscribe")
        .then()
        .statusCode(400)
        .body("errors.token[0]", is("It is a part of the link."));
  }
}
