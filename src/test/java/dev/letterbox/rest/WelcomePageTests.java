package dev.letterbox.rest;

import static org.hamcrest.Matchers.containsString;

import dev.letterbox.testing.client.OverHttp;
import org.junit.jupiter.api.Test;

/** What a newcomer sees first. */
public interface WelcomePageTests extends OverHttp {

  @Test
  default void address_of_the_application_tells_what_it_is() {
    asNobody().get("").then().statusCode(200).body(containsString("Letterbox"));
  }
}
