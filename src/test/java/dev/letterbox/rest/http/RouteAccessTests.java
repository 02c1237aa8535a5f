package dev.letterbox.rest.http;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.letterbox.testing.client.ApiUser;
import dev.letterbox.testing.client.HttpTestBase;
import dev.letterbox.testing.client.contract.ApiRoute;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Roles, credentials and log-ins of every route. */
class RouteAccessTests extends HttpTestBase implements ProblemAssertions {

  private static Response call(RequestSpecification request, ApiRoute route) {
    RequestSpecification sent =
        route.hasBody() ? request.contentType(ContentType.JSON).body("{}") : request;
    return sent.request(route.method(), "api/" + route.examplePath());
  }

  private static int status(ApiUser person, ApiRoute route) {
    return route.method().equals(route.nonStreamingMethod())
        ? call(person.request(), route.forUser(person.name())).statusCode()
        : person
            .request()
            .request(route.nonStreamingMethod(), "api/" + route.examplePath())
            .statusCode();
  }

  @Test
  void every_route_is_forbidden_without_its_role() {
    for (String role : List.of("user", "moderator", "broadcaster", "admin")) {
      ApiUser person = createUser(role, role);
      for (ApiRoute route : ApiRoute.ALL) {
        int status = status(person, route);
        if (List.of(ApiRoute.ANONYMOUS, "user", role).contains(route.role())) {
          assertNotEquals(403, status, role + " " + route);
          assertNotEquals(401, status, role + " " + route);
        } else {
          assertEquals(403, status, role + " " + route);
        }
      }
    }
  }

  @Test
  void every_route_answers_anonymous_callers_with_401_and_a_challenge() {
    for (ApiRoute route : ApiRoute.requiringLogin()) {
      Response refused = call(anonymous().redirects().follow(false), route);
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
  void anonymous_callers_find_no_other_path_under_the_api() {
    for (String method : List.of("GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE")) {
      for (String path :
          List.of("", "nothing", "application.wadl", "messages/1/2", "..;/session")) {
        int status =
            anonymous().urlEncodingEnabled(false).request(method, "api/" + path).statusCode();
        assertTrue(List.of(400, 401, 404).contains(status), method + " " + path + " " + status);
      }
      for (ApiRoute route : ApiRoute.ALL) {
        int status = anonymous().request(method, "api/" + route.examplePath()).statusCode();
        List<Integer> expected =
            route.path().equals("openapi.json")
                ? List.of(200, 401, 405)
                : List.of(400, 401, 405, 415);
        assertTrue(expected.contains(status), method + " " + route + " " + status);
      }
    }
  }

  @Test
  void options_lists_methods_to_authenticated_callers_only() {
    for (String path : List.of("messages", "session")) {
      anonymous().options("api/" + path).then().statusCode(401).header("Allow", nullValue());
      asDemoUser("bob")
          .options("api/" + path)
          .then()
          .statusCode(200)
          .header("Allow", containsString("GET"));
    }
  }

  @Test
  void wrong_credentials_of_any_kind_are_401_on_every_route() {
    List<String> wrong =
        List.of(
            "Basic " + base64("alice:wrong"),
            "Basic " + base64("unknown-user:demo"),
            "Basic " + base64("alice"),
            "Basic " + base64(":"),
            "Basic " + base64("alice:de\0mo"),
            "Basic ???",
            "Basic",
            "Bearer lb_wrong",
            "Bearer",
            "Bearer " + "x".repeat(4000),
            "Digest username=\"alice\"");
    int client = 0;
    for (ApiRoute route : ApiRoute.ALL) {
      String address = "198.51.100." + client++; // else log-ins were throttled
      for (String header : wrong) {
        RequestSpecification request = anonymous().header("X-Forwarded-For", address);
        call(request.header("Authorization", header), route)
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
  void demo_users_log_in_by_basic_without_a_session() {
    for (String user : List.of("alice", "bob", "carol", "mona", "bruno", "ada")) {
      asDemoUser(user)
          .get("api/unread-count")
          .then()
          .statusCode(200)
          .header("Set-Cookie", nullValue());
    }
  }

  @Test
  void changed_password_applies_to_the_next_request() {
    ApiUser dora = createUser("dora");
    changePassword(dora.request(), dora, "first password").then().statusCode(204);
    RequestSpecification first = basic(dora, "first password");
    for (int i = 0; i < 3; i++) {
      first.get("api/unread-count").then().statusCode(200);
    }
    changePassword(asDemoUser("ada"), dora, "second password").then().statusCode(204);
    first.get("api/unread-count").then().statusCode(401);
    basic(dora, "second password").get("api/unread-count").then().statusCode(200);
    changePassword(dora.request(), dora, "short")
        .then()
        .statusCode(400)
        .body("errors.password", hasItem(startsWith("Must have")));
    changePassword(dora.request(), dora, dora.name().toUpperCase(Locale.ROOT))
        .then()
        .statusCode(400)
        .body("errors.password", hasItem(startsWith("Must differ")));
  }

  private Response changePassword(RequestSpecification request, ApiUser person, String password) {
    return request
        .contentType(ContentType.JSON)
        .body(Map.of("password", password))
        .put("api/accounts/" + person.name() + "/password");
  }

  private RequestSpecification basic(ApiUser person, String password) {
    return anonymous().auth().preemptive().basic(person.name(), password);
  }

  @Test
  void deactivation_and_role_changes_apply_at_once() {
    ApiUser dora = createUser("dora", "broadcaster");
    ApiRoute notices = new ApiRoute("POST", "notices", "broadcaster");
    assertEquals(400, call(dora.request(), notices).statusCode());
    change(dora, "{\"roles\":[]}");
    assertEquals(403, call(dora.request(), notices).statusCode());
    change(dora, "{\"active\":false}");
    dora.get("unread-count").then().statusCode(401);
    change(dora, "{\"active\":true}");
    dora.get("unread-count").then().statusCode(200);
  }

  private void change(ApiUser person, String json) {
    asDemoUser("ada")
        .contentType(ContentType.JSON)
        .body(json)
        .patch("api/accounts/" + person.name())
        .then()
        .statusCode(200);
  }

  @Test
  void user_has_at_most_50_tokens() {
    ApiUser dora = createUser("dora");
    Map<String, String> label = Map.of("label", "script");
    String first = dora.post("tokens", label).then().statusCode(201).extract().path("id");
    for (int i = 2; i < 50; i++) { // one is that of the client
      dora.post("tokens", label).then().statusCode(201);
    }
    assertProblem(dora.post("tokens", label), 409)
        .body("detail", is("A user can have at most 50 tokens; revoke one."));
    dora.request().delete("api/tokens/" + first).then().statusCode(204);
    dora.post("tokens", label).then().statusCode(201);
  }

  @Test
  void revoked_token_is_rejected_at_once_and_foreign_tokens_are_inaccessible() {
    ApiUser dora = createUser("dora");
    ApiUser eve = createUser("eve");
    Response made = dora.post("tokens", Map.of("label", "script"));
    String id = made.then().statusCode(201).extract().path("id");
    String token = made.path("token");
    RequestSpecification script = anonymous().header("Authorization", "Bearer " + token);
    script.get("api/unread-count").then().statusCode(200);
    eve.request().delete("api/tokens/" + id).then().statusCode(404);
    script.get("api/unread-count").then().statusCode(200);
    dora.request().delete("api/tokens/" + id).then().statusCode(204);
    script.get("api/unread-count").then().statusCode(401);
    dora.request().delete("api/tokens/" + id).then().statusCode(404);
    eve.post("tokens", Map.of("user", dora.name(), "label", "theft")).then().statusCode(403);
    changePassword(eve.request(), dora, "stolen password").then().statusCode(403);
    asDemoUser("ada")
        .contentType(ContentType.JSON)
        .body(Map.of("user", "unknown-user", "label", "x"))
        .post("api/tokens")
        .then()
        .statusCode(400)
        .body("errors.user[0]", is("There is no account of this name."));
  }

  @Test
  void administrator_creates_and_reads_accounts() {
    String name = "dora-" + UUID.randomUUID();
    Map<String, Object> account =
        Map.of(
            "name", name,
            "display_name", "Dora Keller",
            "email", "dora@example.org",
            "password", "a long one, please",
            "roles", List.of("moderator", "admin"));
    RequestSpecification ada = asDemoUser("ada").contentType(ContentType.JSON);
    ada.body(account)
        .post("api/accounts")
        .then()
        .statusCode(201)
        .header("Location", is(base() + "api/accounts/" + name));
    ada.body(account).post("api/accounts").then().statusCode(409);
    asDemoUser("ada")
        .get("api/accounts/" + name)
        .then()
        .statusCode(200)
        .body("display_name", is("Dora Keller"))
        .body("roles", is(List.of("admin", "moderator", "user")))
        .body("active", is(true))
        .body("password", nullValue());
    anonymous()
        .auth()
        .preemptive()
        .basic(name, "a long one, please")
        .get("api/unread-count")
        .then()
        .statusCode(200);
    ada.body(Map.of("roles", List.of("user")))
        .patch("api/accounts/" + name)
        .then()
        .statusCode(200)
        .body("roles", is(List.of("user")));
    ada.body(Map.of("name", "a:b", "email", "no", "password", "x", "roles", List.of("king")))
        .post("api/accounts")
        .then()
        .statusCode(400)
        .body("errors.keySet()", is(Set.of("name", "email", "password", "roles")));
  }
}
