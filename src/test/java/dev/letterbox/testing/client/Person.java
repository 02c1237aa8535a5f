package dev.letterbox.testing.client;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A user whom nobody else uses, made by an administrator, who logs in with a token.
 *
 * @param http where he is known
 */
public record Person(OverHttp http, String name, String token) {

  /** A new user with these roles, besides {@code user}. */
  static Person make(OverHttp http, String prefix, List<String> roles) {
    String name = prefix + "-" + UUID.randomUUID();
    created(http.asAdmin(), Map.of("name", name, "roles", roles), "accounts");
    String token =
        created(http.asAdmin(), Map.of("user", name, "label", "test"), "tokens").path("token");
    return new Person(http, name, token);
  }

  private static Response created(RequestSpecification request, Object body, String path) {
    Response response = request.contentType(ContentType.JSON).body(body).post("api/" + path);
    response.then().statusCode(201);
    return response;
  }

  /** A request of this user. */
  public RequestSpecification asks() {
    return http.asNobody().header("Authorization", "Bearer " + token);
  }

  /** An administrator gives him an e-mail address. */
  public void hasAddress(String email) {
    http.asAdmin()
        .contentType(ContentType.JSON)
        .body(Map.of("email", email))
        .patch("api/accounts/" + name)
        .then()
        .statusCode(200);
  }

  /** An administrator gives him a password. */
  public void hasPassword(String password) {
    http.asAdmin()
        .contentType(ContentType.JSON)
        .body(Map.of("password", password))
        .put("api/accounts/" + name + "/password")
        .then()
        .statusCode(204);
  }

  /** Sends JSON. */
  public Response posts(String path, Object body) {
    return asks().contentType(ContentType.JSON).body(body).post("api/" + path);
  }

  /** Gets what is there. */
  public Response gets(String path) {
    return asks().get("api/" + path);
  }

  /** Writes to somebody; the id of the message. */
  public long writes(Person recipient, String subject) {
    Response response =
        posts("messages", Map.of("recipients", List.of(recipient.name()), "subject", subject));
    response.then().statusCode(201);
    return response.jsonPath().getLong("results[0].id");
  }

  /** The number of unread messages. */
  public int unread() {
    return gets("unread-count").path("unread_count");
  }
}
