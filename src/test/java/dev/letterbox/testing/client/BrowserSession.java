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
public record BrowserSession(HttpTestSupport http, String cookie, String csrfToken) {

  public static final String COOKIE = "letterbox_session";

  /** Logs in. */
  public static BrowserSession logInAs(HttpTestSupport http, String user, String password) {
    Response answer = postLogin(http.anonymous(), user, password);
    answer.then().statusCode(201);
    return new BrowserSession(http, answer.cookie(COOKIE), answer.path("csrf_token"));
  }

  /** The request that logs in. */
  public static Response postLogin(RequestSpecification request, String user, String password) {
    return request
        .contentType(ContentType.JSON)
        .body(Map.of("user", user, "password", password))
        .post("api/session");
  }

  /** A request of the page. */
  public RequestSpecification requestWithCsrfToken() {
    return requestWithCookie().header("X-CSRF-Token", csrfToken);
  }

  /** A request that the browser sends for whatever page. */
  public RequestSpecification requestWithCookie() {
    return http.anonymous().cookie(COOKIE, cookie);
  }

  /** The status of a request that needs a log-in. */
  public int authenticatedStatus() {
    return requestWithCookie().get("api/unread-count").statusCode();
  }
}
