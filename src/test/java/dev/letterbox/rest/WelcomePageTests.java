package dev.letterbox.rest;

import dev.letterbox.testing.client.OverHttp;
import org.junit.jupiter.api.Test;

/** What a newcomer sees first. */
public interface WelcomePageTests extends OverHttp {

  @Test
  default void somebody_answers_at_the_address_of_the_application() {
    asNobody().get("nothing-there").then().statusCode(404);
  }
}
