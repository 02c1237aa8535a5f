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

class AnswerCipherTest {

  private final AnswerCipher cipher = new AnswerCipher("alice", "key");

  @Test
  void answer_of_any_length_is_decrypted_with_its_key() {
    for (String answer : Set.of("", "lb_token", "ü😀\n", "x".repeat(3_000_000))) {
      assertEquals(answer, new AnswerCipher("alice", "key").decrypt(cipher.encrypt(answer)));
    }
  }

  @Test
  void decryption_fails_for_other_keys_and_owners_and_changed_ciphertexts() {
    String ciphertext = cipher.encrypt("answer");
    assertThrows(
        IllegalStateException.class, () -> new AnswerCipher("alice", "Key").decrypt(ciphertext));
    assertThrows(
        IllegalStateException.class, () -> new AnswerCipher("bob", "key").decrypt(ciphertext));
    byte[] changed = Base64.getDecoder().decode(ciphertext);
    changed[changed.length - 1] ^= 1;
    String text = Base64.getEncoder().encodeToString(changed);
    assertThrows(IllegalStateException.class, () -> cipher.decrypt(text));
  }

  @Test
  void equal_answers_have_different_ciphertexts() {
    String ciphertext = cipher.encrypt("answer");
    assertNotEquals(ciphertext, cipher.encrypt("answer"));
    String bytes = new String(Base64.getDecoder().decode(ciphertext), StandardCharsets.ISO_8859_1);
    assertFalse(bytes.contains("answer"));
  }

  @Test
  void fingerprint_depends_on_content_and_key() {
    String fingerprint = cipher.fingerprint("content");
    assertEquals(fingerprint, new AnswerCipher("alice", "key").fingerprint("content"));
    assertNotEquals(fingerprint, cipher.fingerprint("Content"));
    assertNotEquals(fingerprint, new AnswerCipher("alice", "Key").fingerprint("content"));
    assertNotEquals(cipher.keyHash(), cipher.fingerprint(""));
    assertTrue(fingerprint.matches("[0-9a-f]{64}"));
    assertTrue(cipher.keyHash().matches("[0-9a-f]{64}"));
  }
}
