package dev.letterbox.message;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Masked addresses look like {@code 1a2b..e8f9@domain}. */
class VisitorAddressMaskerTest {

  private static final byte[] KEY = "a key for this test".getBytes(UTF_8);

  private static String mask(String address) {
    return VisitorAddressMasker.mask(KEY, address);
  }

  @Test
  void masked_address_is_four_characters_two_dots_four_characters_and_the_domain() {
    assertTrue(
        mask("ann@example.org").matches("[0-9a-f]{4}\\.\\.[0-9a-f]{4}@example"),
        mask("ann@example.org"));
    assertTrue(mask("ann@mail.example.co.uk").endsWith("@mail.example.co"));
    assertTrue(mask("ann@localhost").endsWith("@localhost"));
    assertTrue(mask("ann@.org").endsWith("@.org"));
  }

  @Test
  void mask_ignores_case_and_differs_between_addresses() {
    assertEquals(mask("ann@example.org"), mask("Ann@Example.ORG"));
    assertNotEquals(mask("ann@example.org"), mask("bea@example.org"));
    assertNotEquals(
        mask("ann@example.org"), mask("ann@example.com"), "the hash covers the whole address");
  }

  @Test
  void mask_depends_on_the_key_and_hides_the_address() {
    assertNotEquals(
        mask("ann@example.org"),
        VisitorAddressMasker.mask("another key".getBytes(UTF_8), "ann@example.org"));
    assertFalse(mask("ann@example.org").contains("ann"));
  }

  /** The expected value was computed by {@code openssl dgst -sha256 -hmac}. */
  @Test
  void hash_is_hmac_sha256() {
    assertEquals("bacd..32a2@example", mask("ann@example.org"));
  }
}
