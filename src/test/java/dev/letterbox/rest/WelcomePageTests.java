package dev.letterbox.rest;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import dev.letterbox.testing.client.HttpTestBase;
import org.junit.jupiter.api.Test;

/** The welcome page, and URLs outside of the api. */
class WelcomePageTests extends HttpTestBase {

  @Test
  void welcome_page_names_the_application() {
    anonymous().get("").then().statusCode(200).body(containsString("Letterbox"));
  }

  @Test
  void unknown_path_is_a_problem_that_does_not_name_the_server() {
    anonymous()
        .get("nothing-there")
        .then()
        .statusCode(404)
        .contentType("application/problem+json")
        .body("detail", is("Not found."))
        .body(not(containsString("Payara")));
  }
}
