package dev.letterbox.rest.http;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import dev.letterbox.testing.client.ApiUser;
import dev.letterbox.testing.client.HttpTestSupport;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;

/** What tests of bad input have in common. */
public interface ProblemAssertions extends HttpTestSupport {

  /** Somebody who may call every route. */
  default ApiUser callerWithAllRoles() {
    return createUser("anybody", "broadcaster", "moderator", "admin");
  }

  /** The problem that is told, without a word of what is inside. */
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
