package dev.letterbox.rest;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.letterbox.testing.client.OverHttp;
import dev.letterbox.testing.client.Person;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What administrators can have done. */
public interface MaintenanceOverHttpTests extends OverHttp {

  private Response adminPosts(String path, Object body) {
    return asAdmin().contentType(ContentType.JSON).body(body).post("api/" + path);
  }

  @Test
  default void cleanup_tells_what_it_has_removed() {
    Person alice = person("alice");
    Person bob = person("bob");
    long id = alice.writes(bob, "Gone");
    bob.gets("messages/" + id);
    for (Person side : new Person[] {alice, bob}) {
      side.asks().delete("api/messages/" + id).then().statusCode(204);
    }
    adminPosts("maintenance/cleanup", Map.of())
        .then()
        .statusCode(200)
        .body("conversations", is(0), "notifications", is(0), "skipped", is(0));
    adminPosts("maintenance/cleanup", Map.of("days", 0))
        .then()
        .statusCode(200)
        .body("conversations", greaterThan(0), "messages", greaterThan(0));
    adminPosts("maintenance/cleanup", Map.of("days", -1))
        .then()
        .statusCode(400)
        .body("errors.days", contains("Must be from 0 to 36500."));
  }

  @Test
  default void checkup_finds_nothing_wrong_here() {
    adminPosts("maintenance/checkup", Map.of())
        .then()
        .statusCode(200)
        .body("clean", is(true), "messages", greaterThan(0), "mailboxes", greaterThan(0));
    adminPosts("maintenance/checkup", Map.of("repair", true))
        .then()
        .statusCode(200)
        .body("findings.repaired", everyItem(is(0)));
  }

  @Test
  default void user_leaves_and_the_other_side_keeps_its_conversation() {
    Person alice = person("alice");
    Person bob = person("bob");
    long id = alice.writes(bob, "Before I leave");
    String accounts = "api/accounts/" + alice.name();
    asAdmin()
        .get(accounts + "/export")
        .then()
        .statusCode(200)
        .header("Content-Disposition", containsString("export.json"))
        .body("name", is(alice.name()))
        .body("account.roles", hasItem("user"))
        .body("tokens.label", contains("test"))
        .body("messages.id", contains((int) id))
        .body("messages[0].sent.folder", is("sent"));
    String pseudonym =
        asAdmin()
            .header("Idempotency-Key", alice.name())
            .post(accounts + "/erase")
            .then()
            .statusCode(200)
            .body("pseudonym", startsWith("erased-"), "renamed", is(1))
            .extract()
            .path("pseudonym");
    alice.gets("unread-count").then().statusCode(401);
    bob.gets("messages/" + id)
        .then()
        .statusCode(200)
        .body("sender", is(pseudonym), "subject", is("Before I leave"));
    assertEquals(
        pseudonym,
        asAdmin()
            .header("Idempotency-Key", alice.name())
            .post(accounts + "/erase")
            .path("pseudonym"),
        "sent again");
    asAdmin().post(accounts + "/erase").then().statusCode(404);
    asAdmin().get(accounts + "/export").then().statusCode(404);
    adminPosts("accounts", Map.of("name", pseudonym))
        .then()
        .statusCode(400)
        .body("errors.name", contains("May not begin with erased-."));
  }
}
