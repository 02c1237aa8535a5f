package dev.letterbox.message;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** REFERENCE.md section 5: {@code 1a2b..e8f9@domain}. */
class VisitorAddressesTest {

  private static final byte[] KEY = "a key for this test".getBytes(UTF_8);

  private static String shown(String address) {
    return VisitorAddresses.shown(KEY, address);
  }

  @Test
  void address_is_shown_as_four_characters_two_dots_four_characters_and_the_domain() {
    assertTrue(
        shown("ann@example.org").matches("[0-9a-f]{4}\\.\\.[0-9a-f]{4}@example"),
        shown("ann@example.org"));
    assertTrue(shown("ann@mail.example.co.uk").endsWith("@mail.example.co"));
    assertTrue(shown("ann@localhost").endsWith("@localhost"));
    assertTrue(shown("ann@.org").endsWith("@.org"));
  }

  @Test
  void one_address_always_looks_the_same_in_any_case_and_another_one_differently() {
    assertEquals(shown("ann@example.org"), shown("Ann@Example.ORG"));
    assertNotEquals(shown("ann@example.org"), shown("bea@example.org"));
    assertNotEquals(shown("ann@example.org"), shown("ann@example.com"), "the hash has all of it");
  }

  @Test
  void who_has_not_the_key_cannot_tell_the_hash() {
    assertNotEquals(
        shown("ann@example.org"),
        VisitorAddresses.shown("another key".getBytes(UTF_8), "ann@example.org"));
    assertFalse(shown("ann@example.org").contains("ann"));
  }

  /** Of HMAC-SHA256, computed by {@code openssl dgst -sha256 -hmac}. */
  @Test
  void hash_is_hmac_sha256() {
    assertEquals("bacd..32a2@example", shown("ann@example.org"));
  }
}
