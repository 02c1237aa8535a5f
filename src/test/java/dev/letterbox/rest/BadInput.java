package dev.letterbox.rest;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import dev.letterbox.testing.client.OverHttp;
import dev.letterbox.testing.client.Person;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;

/** What tests of bad input have in common. */
public interface BadInput extends OverHttp {

  /** Somebody who may call every route. */
  default Person anybody() {
    return person("anybody", "broadcaster", "moderator", "admin");
  }

  /** The problem that is told, without a word of what is inside. */
  default ValidatableResponse problem(Response response, int status) {
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
