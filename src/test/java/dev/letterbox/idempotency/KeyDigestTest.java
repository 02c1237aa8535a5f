package dev.letterbox.idempotency;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class KeyDigestTest {

  private final KeyDigest digest = new KeyDigest("key");

  @Test
  void fingerprint_depends_on_content_and_key() {
    String fingerprint = digest.fingerprint("content");
    assertEquals(fingerprint, new KeyDigest("key").fingerprint("content"));
    assertNotEquals(fingerprint, digest.fingerprint("Content"));
    assertNotEquals(fingerprint, new KeyDigest("Key").fingerprint("content"));
  }

  @Test
  void digests_are_hexadecimal_and_do_not_contain_the_key() {
    assertTrue(digest.fingerprint("content").matches("[0-9a-f]{64}"));
    assertTrue(digest.keyHash().matches("[0-9a-f]{64}"));
    assertNotEquals(digest.keyHash(), digest.fingerprint(""));
    assertFalse(new KeyDigest("a secret").toString().contains("secret"));
  }

  @Test
  void digests_of_existing_rows_stay_valid() {
    assertEquals(
        "0496d42a26221236a8d29bd83fc4765269ec903cbaad5e5333ae694b7787cced", digest.keyHash());
  }
}
