package dev.letterbox.rest.admin;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.letterbox.testing.client.ApiUser;
import dev.letterbox.testing.client.HttpTestBase;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Cleanup, integrity checks, export and erasure over HTTP. */
class MaintenanceOverHttpTests extends HttpTestBase {

  private Response postAsAdmin(String path, Object body) {
    return asAdmin().contentType(ContentType.JSON).body(body).post("api/" + path);
  }

  @Test
  void cleanup_reports_what_it_removed() {
    ApiUser alice = createUser("alice");
    ApiUser bob = createUser("bob");
    long id = alice.writeMessage(bob, "Gone");
    bob.get("messages/" + id);
    for (ApiUser side : new ApiUser[] {alice, bob}) {
      side.request().delete("api/messages/" + id).then().statusCode(204);
    }
    postAsAdmin("maintenance/cleanup", Map.of())
        .then()
        .statusCode(200)
        .body("conversations", is(0), "notifications", is(0), "skipped", is(0));
    postAsAdmin("maintenance/cleanup", Map.of("days", 0))
        .then()
        .statusCode(200)
        .body("conversations", greaterThan(0), "messages", greaterThan(0));
    postAsAdmin("maintenance/cleanup", Map.of("days", -1))
        .then()
        .statusCode(400)
        .body("errors.days", contains("Must be from 0 to 36500."));
  }

  @Test
  void checkup_reports_no_inconsistency() {
    postAsAdmin("maintenance/checkup", Map.of())
        .then()
        .statusCode(200)
        .body("clean", is(true), "messages", greaterThan(0), "mailboxes", greaterThan(0));
    postAsAdmin("maintenance/checkup", Map.of("repair", true))
        .then()
        .statusCode(200)
        .body("findings.repaired", everyItem(is(0)));
  }

  @Test
  void erased_user_is_pseudonymized_in_conversations_of_others() {
    ApiUser alice = createUser("alice");
    ApiUser bob = createUser("bob");
    long id = alice.writeMessage(bob, "Before I leave");
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
    alice.get("unread-count").then().statusCode(401);
    bob.get("messages/" + id)
        .then()
        .statusCode(200)
        .body("sender", is(pseudonym), "subject", is("Before I leave"));
    assertEquals(
        pseudonym,
        asAdmin()
            .header("Idempotency-Key", alice.name())
            .post(accounts + "/erase")
            .path("pseudonym"),
        "repeated request");
    asAdmin().post(accounts + "/erase").then().statusCode(404);
    asAdmin().get(accounts + "/export").then().statusCode(404);
    postAsAdmin("accounts", Map.of("name", pseudonym))
        .then()
        .statusCode(400)
        .body("errors.name", contains("May not begin with erased-."));
  }
}
