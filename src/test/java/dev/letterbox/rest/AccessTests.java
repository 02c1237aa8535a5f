package dev.letterbox.rest;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.letterbox.testing.client.OverHttp;
import dev.letterbox.testing.client.Person;
import dev.letterbox.testing.client.Route;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Who may call what. */
public interface AccessTests extends OverHttp {

  private static Response call(RequestSpecification request, Route route) {
    RequestSpecification sent =
        route.hasBody() ? request.contentType(ContentType.JSON).body("{}") : request;
    return sent.request(route.method(), "api/" + route.example());
  }

  private static int status(Person person, Route route) {
    return route.method().equals(route.briefMethod())
        ? call(person.asks(), route.of(person.name())).statusCode()
        : person.asks().request(route.briefMethod(), "api/" + route.example()).statusCode();
  }

  @Test
  default void every_route_is_closed_to_anybody_without_its_role() {
    for (String role : List.of("user", "moderator", "broadcaster", "admin")) {
      Person person = person(role, role);
      for (Route route : Route.ALL) {
        int status = status(person, route);
        if (List.of(Route.ANYBODY, "user", role).contains(route.role())) {
          assertNotEquals(403, status, role + " " + route);
          assertNotEquals(401, status, role + " " + route);
        } else {
          assertEquals(403, status, role + " " + route);
        }
      }
    }
  }

  @Test
  default void every_route_is_closed_to_nobody_with_a_challenge_and_never_a_redirect() {
    for (Route route : Route.closed()) {
      Response refused = call(asNobody().redirects().follow(false), route);
      refused
          .then()
          .statusCode(401)
          .contentType("application/problem+json")
          .body("detail", is("Log in by HTTP Basic or with a bearer token."))
          .header("Set-Cookie", nullValue());
      assertEquals(
          List.of("Basic realm=\"Letterbox\", charset=\"UTF-8\"", "Bearer realm=\"Letterbox\""),
          refused.headers().getValues("WWW-Authenticate"));
    }
  }

  @Test
  default void nobody_finds_anything_else_under_the_api() {
    for (String method : List.of("GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE")) {
      for (String path :
          List.of("", "nothing", "application.wadl", "messages/1/2", "..;/session")) {
        int status =
            asNobody().urlEncodingEnabled(false).request(method, "api/" + path).statusCode();
        assertTrue(List.of(400, 401, 404).contains(status), method + " " + path + " " + status);
      }
      for (Route route : Route.ALL) {
        int status = asNobody().request(method, "api/" + route.example()).statusCode();
        List<Integer> expected =
            route.path().equals("openapi.json")
                ? List.of(200, 401, 405)
                : List.of(400, 401, 405, 415);
        assertTrue(expected.contains(status), method + " " + route + " " + status);
      }
    }
  }

  @Test
  default void methods_of_a_url_are_told_to_those_who_are_logged_in() {
    for (String path : List.of("messages", "session")) {
      asNobody().options("api/" + path).then().statusCode(401).header("Allow", nullValue());
      as("bob")
          .options("api/" + path)
          .then()
          .statusCode(200)
          .header("Allow", containsString("GET"));
    }
  }

  @Test
  default void wrong_credentials_of_any_kind_are_401_on_every_route() {
    List<String> wrong =
        List.of(
            "Basic " + base64("alice:wrong"),
            "Basic " + base64("nobody-of-this-name:demo"),
            "Basic " + base64("alice"),
            "Basic " + base64(":"),
            "Basic " + base64("alice:de\0mo"),
            "Basic ???",
            "Basic",
            "Bearer lb_wrong",
            "Bearer",
            "Bearer " + "x".repeat(4000),
            "Digest username=\"alice\"");
    for (Route route : Route.ALL) {
      for (String header : wrong) {
        call(asNobody().header("Authorization", header), route)
            .then()
            .statusCode(401)
            .contentType("application/problem+json");
      }
    }
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  default void demo_users_log_in_by_basic_and_no_session_is_made() {
    for (String user : List.of("alice", "bob", "carol", "mona", "bruno", "ada")) {
      as(user).get("api/unread-count").then().statusCode(200).header("Set-Cookie", nullValue());
    }
  }

  @Test
  default void changed_password_counts_at_once() {
    Person dora = person("dora");
    password(dora.asks(), dora, "first password").then().statusCode(204);
    RequestSpecification first = basic(dora, "first password");
    for (int i = 0; i < 3; i++) {
      first.get("api/unread-count").then().statusCode(200);
    }
    password(as("ada"), dora, "second password").then().statusCode(204);
    first.get("api/unread-count").then().statusCode(401);
    basic(dora, "second password").get("api/unread-count").then().statusCode(200);
    password(dora.asks(), dora, "short")
        .then()
        .statusCode(400)
        .body("errors.password", hasItem(startsWith("Must have")));
  }

  private Response password(RequestSpecification request, Person person, String password) {
    return request
        .contentType(ContentType.JSON)
        .body(Map.of("password", password))
        .put("api/accounts/" + person.name() + "/password");
  }

  private RequestSpecification basic(Person person, String password) {
    return asNobody().auth().preemptive().basic(person.name(), password);
  }

  @Test
  default void deactivated_account_and_changed_roles_count_at_once() {
    Person dora = person("dora", "broadcaster");
    Route notices = new Route("POST", "notices", "broadcaster");
    assertEquals(400, call(dora.asks(), notices).statusCode());
    change(dora, "{\"roles\":[]}");
    assertEquals(403, call(dora.asks(), notices).statusCode());
    change(dora, "{\"active\":false}");
    dora.gets("unread-count").then().statusCode(401);
    change(dora, "{\"active\":true}");
    dora.gets("unread-count").then().statusCode(200);
  }

  private void change(Person person, String json) {
    as("ada")
        .contentType(ContentType.JSON)
        .body(json)
        .patch("api/accounts/" + person.name())
        .then()
        .statusCode(200);
  }

  @Test
  default void revoked_token_counts_at_once_and_others_tokens_are_out_of_reach() {
    Person dora = person("dora");
    Person eve = person("eve");
    Response made = dora.posts("tokens", Map.of("label", "script"));
    String id = made.then().statusCode(201).extract().path("id");
    String token = made.path("token");
    RequestSpecification script = asNobody().header("Authorization", "Bearer " + token);
    script.get("api/unread-count").then().statusCode(200);
    eve.asks().delete("api/tokens/" + id).then().statusCode(404);
    script.get("api/unread-count").then().statusCode(200);
    dora.asks().delete("api/tokens/" + id).then().statusCode(204);
    script.get("api/unread-count").then().statusCode(401);
    dora.asks().delete("api/tokens/" + id).then().statusCode(404);
    eve.posts("tokens", Map.of("user", dora.name(), "label", "theft")).then().statusCode(403);
    password(eve.asks(), dora, "stolen password").then().statusCode(403);
    as("ada")
        .contentType(ContentType.JSON)
        .body(Map.of("user", "nobody-of-this-name", "label", "x"))
        .post("api/tokens")
        .then()
        .statusCode(400)
        .body("errors.user[0]", is("There is no account of this name."));
  }

  @Test
  default void administrator_makes_and_sees_accounts() {
    String name = "dora-" + UUID.randomUUID();
    Map<String, Object> account =
        Map.of(
            "name", name,
            "display_name", "Dora Keller",
            "email", "dora@example.org",
            "password", "a long one, please",
            "roles", List.of("moderator"));
    RequestSpecification ada = as("ada").contentType(ContentType.JSON);
    ada.body(account)
        .post("api/accounts")
        .then()
        .statusCode(201)
        .header("Location", is(base() + "api/accounts/" + name));
    ada.body(account).post("api/accounts").then().statusCode(409);
    as("ada")
        .get("api/accounts/" + name)
        .then()
        .statusCode(200)
        .body("display_name", is("Dora Keller"))
        .body("roles", is(List.of("moderator", "user")))
        .body("active", is(true))
        .body("password", nullValue());
    asNobody()
        .auth()
        .preemptive()
        .basic(name, "a long one, please")
        .get("api/unread-count")
        .then()
        .statusCode(200);
    ada.body(Map.of("name", "a:b", "email", "no", "password", "x", "roles", List.of("king")))
        .post("api/accounts")
        .then()
        .statusCode(400)
        .body("errors.keySet()", is(Set.of("name", "email", "password", "roles")));
  }
}
