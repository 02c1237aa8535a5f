package dev.letterbox.testing.client;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.Map;

/**
 * A page in a browser with a session cookie.
 *
 * @param cookie value of the cookie
 * @param csrfToken token from the answer of the log-in
 */
public record BrowserSession(HttpTestSupport http, String cookie, String csrfToken) {

  public static final String COOKIE = "letterbox_session";

  /** Logs in. */
  public static BrowserSession logInAs(HttpTestSupport http, String user, String password) {
    Response answer = postLogin(http.anonymous(), user, password);
    answer.then().statusCode(201);
    return new BrowserSession(http, answer.cookie(COOKIE), answer.path("csrf_token"));
  }

  /** Sends the request that logs in. */
  public static Response postLogin(RequestSpecification request, String user, String password) {
    return request
        .contentType(ContentType.JSON)
        .body(Map.of("user", user, "password", password))
        .post("api/session");
  }

  /** A request of the page, with the CSRF token. */
  public RequestSpecification requestWithCsrfToken() {
    return requestWithCookie().header("X-CSRF-Token", csrfToken);
  }

  /** A request with the cookie only, as pages of other sites can send it. */
  public RequestSpecification requestWithCookie() {
    return http.anonymous().cookie(COOKIE, cookie);
  }

  /** The status of a request that requires a log-in. */
  public int authenticatedStatus() {
    return requestWithCookie().get("api/unread-count").statusCode();
  }
}
