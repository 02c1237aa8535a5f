package dev.letterbox.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.letterbox.testing.Http;
import dev.letterbox.testing.Services;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.junit.jupiter.api.Test;

/** What stands beside Letterbox in its WAR is closed by what it declares, too. */
public interface OtherApplicationTests extends Services {

  @Test
  @RunAsClient
  default void other_application_in_the_war_is_held_to_its_roles_by_the_server() throws Exception {
    Http nobody = Http.at(base());
    assertEquals(401, nobody.get("other/secrets").statusCode());
    assertEquals(403, nobody.as("alice").get("other/secrets").statusCode());
    assertEquals("secret", nobody.as("ada").get("other/secrets").body());
  }
}
