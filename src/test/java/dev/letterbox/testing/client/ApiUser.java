package dev.letterbox.testing.client;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A user of one test, created by an administrator, who logs in with a token.
 *
 * @param http the server
 */
public record ApiUser(HttpTestSupport http, String name, String token) {

  /** A new user with these roles and {@code user}. */
  static ApiUser create(HttpTestSupport http, String prefix, List<String> roles) {
    String name = prefix + "-" + UUID.randomUUID();
    postCreated(http.asAdmin(), Map.of("name", name, "roles", roles), "accounts");
    String token =
        postCreated(http.asAdmin(), Map.of("user", name, "label", "test"), "tokens").path("token");
    return new ApiUser(http, name, token);
  }

  private static Response postCreated(RequestSpecification request, Object body, String path) {
    Response response = request.contentType(ContentType.JSON).body(body).post("api/" + path);
    response.then().statusCode(201);
    return response;
  }

  /** A request of this user. */
  public RequestSpecification request() {
    return http.anonymous().header("Authorization", "Bearer " + token);
  }

  /** Sets the e-mail address as an administrator. */
  public void setEmail(String email) {
    http.asAdmin()
        .contentType(ContentType.JSON)
        .body(Map.of("email", email))
        .patch("api/accounts/" + name)
        .then()
        .statusCode(200);
  }

  /** Sets the password as an administrator. */
  public void setPassword(String password) {
    http.asAdmin()
        .contentType(ContentType.JSON)
        .body(Map.of("password", password))
        .put("api/accounts/" + name + "/password")
        .then()
        .statusCode(204);
  }

  /** Posts JSON to a path below the api. */
  public Response post(String path, Object body) {
    return request().contentType(ContentType.JSON).body(body).post("api/" + path);
  }

  /** Gets a path below the api. */
  public Response get(String path) {
    return request().get("api/" + path);
  }

  /** Writes a message; returns its id. */
  public long writeMessage(ApiUser recipient, String subject) {
    Response response =
        post("messages", Map.of("recipients", List.of(recipient.name()), "subject", subject));
    response.then().statusCode(201);
    return response.jsonPath().getLong("results[0].id");
  }

  /** The number of unread messages. */
  public int unreadCount() {
    return get("unread-count").path("unread_count");
  }
}
