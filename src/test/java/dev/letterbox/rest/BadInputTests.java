package dev.letterbox.rest;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.letterbox.testing.client.OverHttp;
import dev.letterbox.testing.client.Person;
import dev.letterbox.testing.client.Route;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whatever comes in: a problem that says what is wrong, nothing stored, never a 5xx. */
public interface BadInputTests extends OverHttp {

  /** Somebody who may call every route. */
  private Person anybody() {
    return person("anybody", "broadcaster", "moderator", "admin");
  }

  private static ValidatableResponse problem(Response response, int status) {
    return response
        .then()
        .statusCode(status)
        .contentType("application/problem+json")
        .body("status", is(status))
        .body("detail", not(is("")))
        .body(not(containsString("Exception")))
        .body(not(containsString("select ")))
        .body(not(containsString("\tat ")));
  }

  @Test
  default void subject_is_needed_and_has_at_most_120_characters() {
    Person writer = anybody();
    Person bob = person("bob");
    for (String path : List.of("messages", "broadcasts")) {
      for (String subject :
          List.of("", "   ", "x".repeat(121), "a\nb", "a\r\nb", "a\u0000b", "a\uD800b")) {
        Map<String, Object> body =
            Map.of("recipients", List.of(bob.name()), "subject", subject, "message", "m");
        problem(writer.posts(path, body), 400).body("errors", hasKey("subject"));
      }
      problem(writer.posts(path, Map.of("recipients", List.of(bob.name()))), 400)
          .body("errors.subject[0]", is("May not be blank."));
    }
    bob.gets("messages").then().body("count", is(0));
  }

  @Test
  default void recipients_are_needed_and_must_be_there() {
    Person writer = anybody();
    for (String path : List.of("messages", "broadcasts", "notices")) {
      for (List<String> nobody : List.of(List.<String>of())) {
        problem(writer.posts(path, body(path, nobody)), 400)
            .body("errors.recipients[0]", is("Name at least one recipient."));
      }
      problem(writer.posts(path, Map.of("recipients", "bob", "message", "m")), 400)
          .body("errors.recipients[0]", is("Must be a list of texts."));
    }
    Person bob = person("bob");
    for (String name : List.of("nobody-of-this-name", "", " ", "a\u0000b", "\uD800", "%", "'")) {
      problem(writer.posts("messages", body("messages", List.of(bob.name(), name))), 400)
          .body("errors.recipients[0]", containsString("unknown or no more active"));
    }
    bob.gets("messages").then().body("count", is(0));
  }

  private static Map<String, Object> body(String path, List<String> recipients) {
    return path.equals("notices")
        ? Map.of("recipients", recipients, "message", "m")
        : Map.of("recipients", recipients, "subject", "s", "message", "m");
  }

  @Test
  default void all_errors_of_a_body_are_reported_together_by_the_names_of_its_members() {
    Person writer = anybody();
    problem(
            writer.posts(
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
    problem(
            writer.posts(
                "messages",
                Map.of("recipients", 1, "subject", true, "auto_archive", "yes", "x", 1)),
            400)
        .body("errors.recipients[0]", is("Must be a list of texts."))
        .body("errors.subject[0]", is("Must be a text."))
        .body("errors.auto_archive[0]", is("Must be true or false."))
        .body("errors.x[0]", is("Unknown field."));
  }

  @Test
  default void unknown_member_is_refused_on_every_route_that_takes_a_body() {
    Person writer = anybody();
    for (Route route : Route.withBody()) {
      problem(send(writer, route, "{\"colour\":\"red\"}"), 400)
          .body("errors.colour[0]", is("Unknown field."));
    }
  }

  private static Response send(Person writer, Route route, String body) {
    return writer
        .asks()
        .contentType(ContentType.JSON)
        .body(body)
        .request(route.method(), "api/" + route.example());
  }

  @Test
  default void body_that_is_not_a_json_object_is_refused_on_every_route() {
    Person writer = anybody();
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
    for (Route route : Route.withBody()) {
      for (String body : bodies) {
        problem(send(writer, route, body), 400);
      }
      Response without =
          writer
              .asks()
              .contentType(ContentType.JSON)
              .request(route.method(), "api/" + route.example());
      problem(without, 400);
    }
  }

  @Test
  default void body_that_is_not_utf8_is_refused() {
    Person writer = anybody();
    byte[] latin1 = {
      '{', '"', 's', 'u', 'b', 'j', 'e', 'c', 't', '"', ':', '"', (byte) 0xE4, '"', '}'
    };
    problem(writer.asks().contentType(ContentType.JSON).body(latin1).post("api/messages"), 400)
        .body("detail", is("The body is not UTF-8."));
  }

  @Test
  default void body_over_the_limit_is_refused_on_every_route() {
    Person writer = anybody();
    String large = "{\"message\":\"" + "x".repeat(1 << 20) + "\"}";
    for (Route route : Route.withBody()) {
      problem(send(writer, route, large), 413)
          .body("detail", is("The body has more than 1048576 bytes."));
    }
  }

  @Test
  default void wrong_media_type_is_415_on_every_route() {
    Person writer = anybody();
    byte[] body = "{}".getBytes(StandardCharsets.UTF_8);
    for (Route route : Route.withBody()) {
      for (String type : List.of("text/plain", "application/xml", "multipart/mixed; boundary=x")) {
        RequestSpecification request = writer.asks().header("Content-Type", type).body(body);
        problem(request.request(route.method(), "api/" + route.example()), 415);
      }
    }
  }

  @Test
  default void media_type_that_is_none_is_a_problem_too() throws Exception {
    Person writer = anybody();
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
  default void wrong_accept_is_406_on_every_route_that_answers_with_json() {
    Person reader = anybody();
    for (Route route : Route.ALL) {
      RequestSpecification asking = reader.asks().accept("application/xml");
      RequestSpecification request =
          route.hasBody() ? asking.contentType(ContentType.JSON).body("{}") : asking;
      Response response = request.request(route.method(), "api/" + route.example());
      problem(response, 406);
    }
  }

  @Test
  default void wrong_method_is_405_with_allow_on_every_route() {
    Person reader = anybody();
    Map<String, String> allowed =
        Map.of(
            "messages", "GET",
            "messages/peek", "GET",
            "messages/1", "DELETE",
            "unread-count", "GET",
            "broadcasts", "POST",
            "notices", "POST",
            "tokens", "POST",
            "tokens/1", "DELETE",
            "accounts", "POST",
            "accounts/bob", "PATCH");
    allowed.forEach(
        (path, method) -> {
          Response response =
              reader.asks().contentType(ContentType.JSON).body("{}").put("api/" + path);
          problem(response, 405);
          response.then().header("Allow", containsString(method));
        });
    problem(reader.asks().contentType(ContentType.JSON).body("{}").post("api/unread-count"), 405);
  }

  @Test
  default void id_that_is_no_number_or_nobodys_is_404() {
    Person reader = anybody();
    for (String id :
        List.of(
            "abc",
            "0",
            "-1",
            "1.5",
            "99999999999999999999",
            "1%20",
            "%27",
            "+5",
            "%2B5",
            "%D9%A5",
            "1;select",
            "null")) {
      problem(reader.gets("messages/" + id), 404).body("detail", is("Not found."));
      problem(reader.asks().delete("api/messages/" + id), 404).body("detail", is("Not found."));
    }
    Person alice = person("alice");
    Person bob = person("bob");
    long id = alice.writes(bob, "Private");
    problem(reader.gets("messages/" + id), 404).body("detail", is("Not found."));
    problem(reader.asks().delete("api/messages/" + id), 404);
    assertEquals(1, bob.unread());
  }

  @Test
  default void limit_and_offset_must_be_numbers_and_both_are_named() {
    Person reader = anybody();
    for (String bad : List.of("", "abc", "-1", "1.5", "99999999999999999999", "%00", "1%27")) {
      problem(
              reader
                  .asks()
                  .urlEncodingEnabled(false)
                  .get("api/messages?limit=" + bad + "&offset=" + bad),
              400)
          .body("errors", hasKey("limit"))
          .body("errors", hasKey("offset"));
    }
    for (String limit : List.of("0", "101")) {
      problem(reader.gets("messages?limit=" + limit), 400)
          .body("errors.limit[0]", is("Must be from 1 to 100."));
    }
    problem(reader.gets("messages?limit=1&limit=2"), 400)
        .body("errors.limit[0]", is("Give it once."));
  }

  @Test
  default void url_that_is_not_there_is_404() {
    Person reader = anybody();
    for (String path : List.of("nothing", "messages/1/2/3", "unread-count/1", "peek")) {
      problem(reader.gets(path), 404);
    }
  }
}
