package dev.letterbox.rest;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import dev.letterbox.testing.client.OverHttp;
import org.junit.jupiter.api.Test;

/** What a newcomer sees first. */
public interface WelcomePageTests extends OverHttp {

  @Test
  default void address_of_the_application_tells_what_it_is() {
    asNobody().get("").then().statusCode(200).body(containsString("Letterbox"));
  }

  @Test
  default void nothing_there_is_a_problem_that_does_not_tell_which_server_it_is() {
    asNobody()
        .get("nothing-there")
        .then()
        .statusCode(404)
        .contentType("application/problem+json")
        .body("detail", is("Not found."))
        .body(not(containsString("Payara")));
  }
}
