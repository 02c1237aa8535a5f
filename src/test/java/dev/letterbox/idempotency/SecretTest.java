package dev.letterbox.idempotency;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SecretTest {

  private final Secret secret = new Secret("alice", "key");

  @Test
  void answer_of_any_length_opens_with_its_key() {
    for (String answer : Set.of("", "lb_token", "ü😀\n", "x".repeat(3_000_000))) {
      assertEquals(answer, new Secret("alice", "key").open(secret.seal(answer)));
    }
  }

  @Test
  void answer_opens_for_no_other_key_or_owner_and_not_when_it_was_changed() {
    String sealed = secret.seal("answer");
    assertThrows(IllegalStateException.class, () -> new Secret("alice", "Key").open(sealed));
    assertThrows(IllegalStateException.class, () -> new Secret("bob", "key").open(sealed));
    byte[] changed = Base64.getDecoder().decode(sealed);
    changed[changed.length - 1] ^= 1;
    String text = Base64.getEncoder().encodeToString(changed);
    assertThrows(IllegalStateException.class, () -> secret.open(text));
  }

  @Test
  void same_answer_never_looks_the_same() {
    String sealed = secret.seal("answer");
    assertNotEquals(sealed, secret.seal("answer"));
    String bytes = new String(Base64.getDecoder().decode(sealed), StandardCharsets.ISO_8859_1);
    assertFalse(bytes.contains("answer"));
  }

  @Test
  void content_is_not_recognised_without_the_key() {
    String fingerprint = secret.fingerprint("content");
    assertEquals(fingerprint, new Secret("alice", "key").fingerprint("content"));
    assertNotEquals(fingerprint, secret.fingerprint("Content"));
    assertNotEquals(fingerprint, new Secret("alice", "Key").fingerprint("content"));
    assertNotEquals(secret.hash(), secret.fingerprint(""));
    assertTrue(fingerprint.matches("[0-9a-f]{64}"));
    assertTrue(secret.hash().matches("[0-9a-f]{64}"));
  }
}
