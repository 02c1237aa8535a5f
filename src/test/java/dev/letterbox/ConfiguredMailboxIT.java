package dev.letterbox;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.letterbox.testing.client.ApiUser;
import dev.letterbox.testing.client.BrowserSession;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Folders and pages of the shipped WAR follow the settings. */
class ConfiguredMailboxIT extends ProductionTestBase {

  private static final String SITE_URL = "https://letters.example.org/letterbox/";

  private void sendNotice(ApiUser reader, String text, Map<String, Object> extraFields) {
    Map<String, Object> body = new HashMap<>(extraFields);
    body.put("recipients", List.of(reader.name()));
    body.put("message", text);
    createUser("bruno", "broadcaster").post("notices", body);
  }

  @Test
  void display_does_not_mark_read_if_so_configured() {
    ApiUser bob = createUser("bob");
    sendNotice(bob, "Unread", Map.of());
    long id = bob.get("messages").jsonPath().getLong("results[0].id");
    bob.get("messages/" + id).then().body("read_at", nullValue());
    assertEquals(1, bob.unreadCount());
  }

  @Test
  void unread_messages_can_be_deleted_if_so_configured() {
    ApiUser bob = createUser("bob");
    sendNotice(bob, "Unread", Map.of());
    long id = bob.get("messages").jsonPath().getLong("results[0].id");
    bob.request().delete("api/messages/" + id).then().statusCode(204);
    assertEquals(0, bob.unreadCount());
  }

  @Test
  void page_size_follows_the_settings() {
    ApiUser bob = createUser("bob");
    for (int i = 0; i < 6; i++) {
      sendNotice(bob, "Hello " + i, Map.of());
    }
    bob.get("messages").then().body("results", hasSize(3));
    bob.get("messages?limit=5").then().body("results", hasSize(5));
    bob.get("messages?limit=6")
        .then()
        .statusCode(400)
        .body("errors.limit[0]", is("Must be from 1 to 5."));
  }

  @Test
  void level_names_and_minimum_level_follow_the_settings() {
    ApiUser bob = createUser("bob");
    sendNotice(bob, "Too low", Map.of("level_tag", "debug"));
    sendNotice(bob, "Critical", Map.of("level_tag", "critical"));
    bob.get("messages/peek")
        .then()
        .body("count", is(1))
        .body("max_level", is(50))
        .body("max_level_tag", is("critical"));
  }

  @Test
  void list_is_paged_by_cursor_and_links_use_the_site_url_if_so_configured() {
    ApiUser bob = createUser("bob");
    for (int i = 0; i < 4; i++) {
      sendNotice(bob, "Hello " + i, Map.of());
    }
    Response first = bob.get("messages");
    first
        .then()
        .body("count", nullValue())
        .body("results", hasSize(3))
        .body("next", startsWith(SITE_URL + "api/messages?limit=3&cursor="));
    bob.request()
        .urlEncodingEnabled(false)
        .get(first.<String>path("next").replace(SITE_URL, base().toString()))
        .then()
        .body("results.message", contains("Hello 0"))
        .body("previous", startsWith(SITE_URL));
    bob.get("messages?offset=3&limit=3")
        .then()
        .body("count", is(4))
        .body("previous", is(SITE_URL + "api/messages?limit=3"));
    bob.post("messages", Map.of("recipients", List.of(bob.name()), "subject", "s"))
        .then()
        .statusCode(201)
        .header("Location", startsWith(SITE_URL + "api/messages/"));
  }

  @Test
  void displayed_messages_are_deleted_for_each_login_method_if_so_configured() {
    ApiUser bob = createUser("bob");
    bob.setPassword("only for this test");
    BrowserSession browser = BrowserSession.logInAs(this, bob.name(), "only for this test");
    for (int loginMethod = 0; loginMethod < 3; loginMethod++) {
      sendNotice(bob, "First", Map.of());
      sendNotice(bob, "Second", Map.of());
      RequestSpecification request =
          switch (loginMethod) {
            case 0 -> bob.request();
            case 1 -> anonymous().auth().preemptive().basic(bob.name(), "only for this test");
            default -> browser.requestWithCsrfToken();
          };
      request
          .get("api/messages?limit=1&mark_read=true")
          .then()
          .statusCode(200)
          .body("results.message", contains("Second"));
      bob.get("messages").then().body("results.message", contains("First"));
      assertEquals(1, bob.unreadCount(), "only what the answer showed");
      long id = bob.get("messages").jsonPath().getLong("results[0].id");
      bob.get("messages/" + id + "?mark_read=true").then().statusCode(200);
      bob.get("messages/" + id).then().statusCode(404);
    }
  }

  @Test
  void messages_are_pending_by_default_if_so_configured() {
    ApiUser alice = createUser("alice");
    ApiUser bob = createUser("bob");
    ApiUser mona = createUser("mona", "moderator");
    long id = alice.writeMessage(bob, "Wait");
    bob.get("messages/" + id).then().statusCode(404);
    alice.get("messages/" + id).then().body("moderation_status", is("pending"));
    mona.get("moderation?offset=0&sender=" + alice.name()).then().body("count", is(1));
    mona.request().post("api/moderation/" + id + "/accept").then().statusCode(200);
    bob.get("messages/" + id).then().statusCode(200);
  }
}
