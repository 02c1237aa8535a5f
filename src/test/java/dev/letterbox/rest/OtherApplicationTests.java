package dev.letterbox.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.letterbox.testing.support.TestHttpClient;
import dev.letterbox.testing.support.TestServices;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.junit.jupiter.api.Test;

/** What stands beside Letterbox in its WAR is closed by what it declares, too. */
public interface OtherApplicationTests extends TestServices {

  @Test
  @RunAsClient
  default void server_enforces_roles_of_another_application_in_the_war() throws Exception {
    TestHttpClient nobody = TestHttpClient.at(base());
    assertEquals(401, nobody.get("other/secrets").statusCode());
    assertEquals(403, nobody.as("alice").get("other/secrets").statusCode());
    assertEquals("secret", nobody.as("ada").get("other/secrets").body());
  }
}
