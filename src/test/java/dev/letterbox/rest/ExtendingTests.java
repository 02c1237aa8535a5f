package dev.letterbox.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.letterbox.testing.Http;
import dev.letterbox.testing.Services;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.junit.jupiter.api.Test;

/** Resources of somebody else that extend ours; {@code CustomisedIT} has more. */
public interface ExtendingTests extends Services {

  @Test
  @RunAsClient
  default void resource_that_extends_ours_without_a_role_is_closed() throws Exception {
    Http alice = Http.at(base()).as("alice");
    assertEquals(403, alice.get("api/roleless").statusCode());
    assertEquals(403, alice.get("api/roleless/peek").statusCode());
  }
}
