package dev.letterbox.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.letterbox.testing.support.InServerTestBase;
import dev.letterbox.testing.support.TestHttpClient;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Other JAX-RS applications in the WAR are protected by their annotations. */
@Tag("once")
class OtherApplicationTests extends InServerTestBase {

  @Test
  @RunAsClient
  void server_enforces_roles_of_another_application_in_the_war() throws Exception {
    TestHttpClient anonymous = TestHttpClient.at(base());
    assertEquals(401, anonymous.get("other/secrets").statusCode());
    assertEquals(403, anonymous.as("alice").get("other/secrets").statusCode());
    assertEquals("secret", anonymous.as("ada").get("other/secrets").body());
  }
}
