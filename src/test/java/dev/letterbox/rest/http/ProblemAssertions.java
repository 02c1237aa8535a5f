package dev.letterbox.rest.http;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import dev.letterbox.testing.client.ApiUser;
import dev.letterbox.testing.client.HttpTestSupport;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;

/** Assertions for tests of invalid input. */
public interface ProblemAssertions extends HttpTestSupport {

  /** A user who may call every route. */
  default ApiUser callerWithAllRoles() {
    return createUser("caller", "broadcaster", "moderator", "admin");
  }

  /** Asserts a problem that reveals no internals. */
  default ValidatableResponse assertProblem(Response response, int status) {
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
}
