package dev.letterbox.rest.http;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.letterbox.testing.client.ApiUser;
import dev.letterbox.testing.client.HttpTestBase;
import dev.letterbox.testing.client.contract.ApiRoute;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Invalid bodies are rejected with a problem that names each error, and store nothing. */
class RequestValidationTests extends HttpTestBase implements ProblemAssertions {

  @Test
  void subject_is_required_and_has_at_most_120_characters() {
    ApiUser writer = callerWithAllRoles();
    ApiUser bob = createUser("bob");
    for (String path : List.of("messages", "broadcasts")) {
      for (String subject :
          List.of("", "   ", "x".repeat(121), "a\nb", "a\r\nb", "a\u0000b", "a\uD800b")) {
        Map<String, Object> body =
            Map.of("recipients", List.of(bob.name()), "subject", subject, "message", "m");
        assertProblem(writer.post(path, body), 400).body("errors", hasKey("subject"));
      }
      assertProblem(writer.post(path, Map.of("recipients", List.of(bob.name()))), 400)
          .body("errors.subject[0]", is("May not be blank."));
    }
    bob.get("messages").then().body("count", is(0));
  }

  @Test
  void offset_is_bounded_because_the_database_counts_through_it() {
    ApiUser caller = callerWithAllRoles();
    for (String path : List.of("messages?mark_read=false&offset=", "moderation?offset=")) {
      caller.get(path + "100000").then().statusCode(200);
      assertProblem(caller.get(path + "100001"), 400)
          .body(
              "errors.offset[0]",
              is("Must be at most 100000; page by cursor, or follow the links."));
    }
  }

  @Test
  void parameter_with_an_empty_value_is_ignored() {
    ApiUser bob = createUser("bob");
    createUser("alice").writeMessage(bob, "Hello");
    String empty = "mark_read=false&level=&level_tag=&extra_tags=&view=&created_after=&search=";
    bob.get("messages?" + empty + "&unread=&ordering=&folder=&by=&limit=&offset=&count=")
        .then()
        .statusCode(200)
        .body("count", is(1));
    assertProblem(bob.get("messages?search= "), 400)
        .body("errors.search[0]", is("May not be blank."));
  }

  @Test
  void encoded_body_is_a_415_on_every_route() {
    ApiUser caller = callerWithAllRoles();
    for (ApiRoute route : ApiRoute.withBody()) {
      String path = route.forUser(caller.name()).path().replace("{id}", "1");
      RequestSpecification request =
          caller
              .request()
              .contentType(ContentType.JSON)
              .header("Content-Encoding", "br")
              .body("{}");
      assertProblem(request.request(route.method(), "api/" + path), 415)
          .header("Accept-Encoding", is("identity"));
      assertEquals(
          400,
          caller
              .request()
              .contentType(ContentType.JSON)
              .header("Content-Encoding", "identity")
              .body("[")
              .request(route.method(), "api/" + path)
              .statusCode(),
          route.toString());
    }
  }

  @Test
  void recipients_are_required_and_must_exist() {
    ApiUser writer = callerWithAllRoles();
    for (String path : List.of("messages", "broadcasts", "notices")) {
      for (List<String> noRecipients : List.of(List.<String>of())) {
        assertProblem(writer.post(path, body(path, noRecipients)), 400)
            .body("errors.recipients[0]", is("Name at least one recipient."));
      }
      assertProblem(writer.post(path, Map.of("recipients", "bob", "message", "m")), 400)
          .body("errors.recipients[0]", is("Must be a list of strings."));
    }
    ApiUser bob = createUser("bob");
    for (String name : List.of("unknown-user", "", " ", "a\u0000b", "\uD800", "%", "'")) {
      assertProblem(writer.post("messages", body("messages", List.of(bob.name(), name))), 400)
          .body("errors.recipients[0]", containsString("unknown or no more active"));
    }
    bob.get("messages").then().body("count", is(0));
  }

  private static Map<String, Object> body(String path, List<String> recipients) {
    return path.equals("notices")
        ? Map.of("recipients", recipients, "message", "m")
        : Map.of("recipients", recipients, "subject", "s", "message", "m");
  }

  @Test
  void all_errors_of_a_body_are_reported_together_by_field_name() {
    ApiUser writer = callerWithAllRoles();
    assertProblem(
            writer.post(
                "broadcasts",
                Map.of(
                    "recipients", List.of("bob"),
                    "subject", "",
                    "message", "a\u0000b",
                    "extra_tags", List.of(""),
                    "view", "v".repeat(256))),
            400)
        .body("errors.subject[0]", is("May not be blank."))
        .body("errors.message[0]", is("Null characters are not allowed."))
        .body("errors.extra_tags[0]", is("May not be blank."))
        .body("errors.view[0]", is("Must have at most 255 characters."));
    assertProblem(
            writer.post(
                "messages",
                Map.of("recipients", 1, "subject", true, "auto_archive", "yes", "x", 1)),
            400)
        .body("errors.recipients[0]", is("Must be a list of strings."))
        .body("errors.subject[0]", is("Must be a string."))
        .body("errors.auto_archive[0]", is("Must be true or false."))
        .body("errors.x[0]", is("Unknown field."));
  }

  @Test
  void unknown_field_is_rejected_on_every_route_with_a_body() {
    ApiUser writer = callerWithAllRoles();
    for (ApiRoute route : ApiRoute.withBody()) {
      assertProblem(send(writer, route, "{\"colour\":\"red\"}"), 400)
          .body("errors.colour[0]", is("Unknown field."));
    }
  }

  @Test
  void unknown_field_is_reported_under_the_name_that_was_sent() {
    for (String name : List.of("body", "text", "tags")) {
      Map<String, Object> body = Map.of("recipients", List.of("bob"), "subject", "s", name, "m");
      assertProblem(callerWithAllRoles().post("messages", body), 400)
          .body("errors", is(Map.of(name, List.of("Unknown field."))));
    }
  }

  private static Response send(ApiUser writer, ApiRoute route, String body) {
    return writer
        .request()
        .contentType(ContentType.JSON)
        .body(body)
        .request(route.method(), "api/" + route.examplePath());
  }

  @Test
  void body_that_is_not_a_json_object_is_rejected_on_every_route() {
    ApiUser writer = callerWithAllRoles();
    List<String> bodies =
        List.of(
            "",
            "   ",
            "{",
            "[]",
            "null",
            "1",
            "\"text\"",
            "{\"subject\":}",
            "{'subject':1}",
            "{\"subject\":\"a\"} trailing",
            "{\"a\":1,\"a\":2}",
            "\u0000",
            "[".repeat(100_000),
            "{\"a\":".repeat(100_000),
            "{\"recipients\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}");
    for (ApiRoute route : ApiRoute.withBody()) {
      for (String body : bodies) {
        assertProblem(send(writer, route, body), 400);
      }
      Response without =
          writer
              .request()
              .contentType(ContentType.JSON)
              .request(route.method(), "api/" + route.examplePath());
      assertProblem(without, 400);
    }
  }

  @Test
  void body_that_is_not_utf8_is_rejected() {
    ApiUser writer = callerWithAllRoles();
    byte[] latin1 = {
      '{', '"', 's', 'u', 'b', 'j', 'e', 'c', 't', '"', ':', '"', (byte) 0xE4, '"', '}'
    };
    assertProblem(
            writer.request().contentType(ContentType.JSON).body(latin1).post("api/messages"), 400)
        .body("detail", is("The body is not UTF-8."));
  }

  @Test
  void body_over_the_limit_is_rejected_on_every_route() {
    ApiUser writer = callerWithAllRoles();
    String large = "{\"message\":\"" + "x".repeat(1 << 20) + "\"}";
    for (ApiRoute route : ApiRoute.withBody()) {
      assertProblem(send(writer, route, large), 413)
          .body("detail", is("The body has more than 1048576 bytes."));
    }
  }

  @Test
  void wrong_media_type_is_415_on_every_route() {
    ApiUser writer = callerWithAllRoles();
    byte[] body = "{}".getBytes(StandardCharsets.UTF_8);
    for (ApiRoute route : ApiRoute.withBody()) {
      for (String type : List.of("text/plain", "application/xml", "multipart/mixed; boundary=x")) {
        RequestSpecification request = writer.request().header("Content-Type", type).body(body);
        assertProblem(request.request(route.method(), "api/" + route.examplePath()), 415);
      }
    }
  }

  @Test
  void malformed_media_type_is_a_problem_response() throws Exception {
    ApiUser writer = callerWithAllRoles();
    for (String type : List.of("garbage", "text", "/", "application/json; charset")) {
      HttpRequest request =
          HttpRequest.newBuilder(base().resolve("api/messages"))
              .header("Authorization", "Bearer " + writer.token())
              .header("Content-Type", type)
              .POST(HttpRequest.BodyPublishers.ofString("{}"))
              .build();
      HttpResponse<String> response =
          HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
      assertEquals(4, response.statusCode() / 100, type + ": " + response.statusCode());
      assertEquals(
          "application/problem+json",
          response.headers().firstValue("Content-Type").orElse("none").replaceAll(";.*", ""),
          type);
    }
  }

  @Test
  void wrong_accept_is_406_on_every_route_that_answers_with_json() {
    ApiUser reader = callerWithAllRoles();
    for (ApiRoute route : ApiRoute.ALL) {
      RequestSpecification xmlRequest = reader.request().accept("application/xml");
      RequestSpecification request =
          route.hasBody() ? xmlRequest.contentType(ContentType.JSON).body("{}") : xmlRequest;
      Response response = request.request(route.method(), "api/" + route.examplePath());
      assertProblem(response, 406);
    }
  }
}
