package dev.letterbox.rest.notification;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.letterbox.api.notification.NotificationType;
import dev.letterbox.api.notification.Unsubscription;
import dev.letterbox.shared.security.UnsubscribeTokens;
import dev.letterbox.testing.client.ApiUser;
import dev.letterbox.testing.client.HttpTestBase;
import dev.letterbox.testing.client.server.TestEnvironment;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Preferences and unsubscribe links, on the channel {@code log}. */
class PreferencesOverHttpTests extends HttpTestBase {

  private static Response changePreferences(ApiUser person, String json) {
    return person.request().contentType(ContentType.JSON).body(json).patch("api/preferences");
  }

  private static String token(String user, NotificationType type) {
    return UnsubscribeTokens.of(
        TestEnvironment.NOTIFICATIONS_SECRET, new Unsubscription(user, Set.of(type), "log"));
  }

  private RequestSpecification withToken(String token) {
    return anonymous().queryParam("token", token);
  }

  @Test
  void preferences_start_from_the_settings_and_change_individually() {
    ApiUser bob = createUser("bob");
    bob.get("preferences")
        .then()
        .statusCode(200)
        .body("preferences.message.log", is(true))
        .body("preferences.notice.log", is(false))
        .body("locked", hasItem("rejection:log"))
        .body("digest", is("immediate"));
    changePreferences(bob, "{\"preferences\":{\"message\":{\"log\":false}}}")
        .then()
        .statusCode(200)
        .body("preferences.message.log", is(false))
        .body("preferences.reply.log", is(true));
    changePreferences(
            bob, "{\"preferences\":{\"notice\":{\"log\":true},\"reply\":null},\"digest\":\"hour\"}")
        .then()
        .statusCode(200)
        .body("digest", is("hour"));
    changePreferences(bob, "{}").then().statusCode(200);
    bob.get("preferences")
        .then()
        .body("preferences.message.log", is(false))
        .body("preferences.notice.log", is(true))
        .body("digest", is("hour"));
    createUser("other").get("preferences").then().body("preferences.message.log", is(true));
  }

  @Test
  void preferences_can_be_sent_back_unchanged() {
    ApiUser bob = createUser("bob");
    Map<String, Object> read = bob.get("preferences").jsonPath().getMap("preferences");
    Response same =
        bob.request()
            .contentType(ContentType.JSON)
            .body(Map.of("preferences", read))
            .patch("api/preferences");
    assertEquals(read, same.jsonPath().getMap("preferences"));
  }

  @Test
  void invalid_preferences_are_reported_by_name_and_change_nothing() {
    ApiUser bob = createUser("bob");
    changePreferences(
            bob,
            "{\"preferences\":{\"message\":{\"log\":1},\"reply\":true,\"gossip\":{\"log\":true}},"
                + "\"digest\":\"week\",\"colour\":1}")
        .then()
        .statusCode(400)
        .body("errors['preferences.message.log'][0]", is("Must be true or false."))
        .body("errors['preferences.reply'][0]", is("Must be an object."))
        .body("errors['preferences.gossip'][0]", is("Unknown field."))
        .body("errors.digest[0]", is("Must be one of immediate, hour, day."))
        .body("errors.colour[0]", is("Unknown field."));
    changePreferences(
            bob,
            "{\"preferences\":{\"message\":{\"log\":false,\"fax\":true},\"rejection\":{\"log\":false}}}")
        .then()
        .statusCode(400)
        .body(
            "errors['preferences.message.fax'][0]",
            startsWith("No such channel; the channels are: "))
        .body("errors['preferences.rejection.log'][0]", is("Locked by the operator of this site."));
    bob.get("preferences").then().body("preferences.message.log", is(true));
  }

  @Test
  void unsubscribe_page_changes_nothing_until_confirmed() {
    ApiUser bob = createUser("bob");
    String token = token(bob.name(), NotificationType.BROADCAST);
    changePreferences(bob, "{\"preferences\":{\"broadcast\":{\"log\":true}}}")
        .then()
        .statusCode(200);
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
    bob.get("preferences").then().body("preferences.broadcast.log", is(true));
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
    bob.get("preferences")
        .then()
        .body("preferences.broadcast.log", is(false))
        .body("preferences.message.log", is(true));
  }

  @Test
  void one_click_unsubscribe_accepts_any_body() {
    for (String type : List.of("multipart/form-data; boundary=x", "text/plain", "")) {
      ApiUser bob = createUser("bob");
      RequestSpecification request = withToken(token(bob.name(), NotificationType.MESSAGE));
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
      bob.get("preferences").then().body("preferences.message.log", is(false));
    }
  }

  @Test
  void invalid_or_locked_unsubscribe_link_is_404() {
    String bob = createUser("bob").name();
    String right = token(bob, NotificationType.REPLY);
    for (String wrong :
        List.of(
            right.substring(1),
            right + "AAAA",
            UnsubscribeTokens.of(
                "another secret than ours",
                new Unsubscription(bob, Set.of(NotificationType.REPLY), "log")),
            token(bob, NotificationType.REJECTION),
            bob,
            "%00")) {
      for (String method : List.of("GET", "POST")) {
        withToken(wrong)
            .request(method, "api/unsubscribe")
            .then()
            .statusCode(404)
            .contentType("application/problem+json")
            .body("detail", is("This link is invalid or has expired."));
      }
    }
    withToken(token("unknown-user", NotificationType.REPLY))
        .post("api/unsubscribe")
        .then()
        .statusCode(200);
    anonymous()
        .post("api/unsubscribe")
        .then()
        .statusCode(400)
        .body("errors.token[0]", is("Is missing; it is a part of the link."));
  }
}
