package dev.letterbox.testing.client;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.Map;

/**
 * A page in a browser whose user has logged in by a session.
 *
 * @param cookie what the cookie holds
 * @param csrfToken what the log-in has told the page
 */
public record Browser(OverHttp http, String cookie, String csrfToken) {

  public static final String COOKIE = "letterbox_session";

  /** Logs in. */
  public static Browser of(OverHttp http, String user, String password) {
    Response answer = logIn(http.asNobody(), user, password);
    answer.then().statusCode(201);
    return new Browser(http, answer.cookie(COOKIE), answer.path("csrf_token"));
  }

  /** The request that logs in. */
  public static Response logIn(RequestSpecification request, String user, String password) {
    return request
        .contentType(ContentType.JSON)
        .body(Map.of("user", user, "password", password))
        .post("api/session");
  }

  /** A request of the page. */
  public RequestSpecification asks() {
    return sends().header("X-CSRF-Token", csrfToken);
  }

  /** A request that the browser sends for whatever page. */
  public RequestSpecification sends() {
    return http.asNobody().cookie(COOKIE, cookie);
  }

  /** The status of a request that needs a log-in. */
  public int status() {
    return sends().get("api/unread-count").statusCode();
  }
}
