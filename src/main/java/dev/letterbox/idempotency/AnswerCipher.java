package dev.letterbox.idempotency;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.letterbox.shared.security.Sha256;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * What only those know who have the key. A content may hold a password and an answer a token, so
 * nothing that is stored tells of them without it: the digest of a content begins with the key, and
 * answers are encrypted (AES-GCM) for the key and its owner.
 */
final class AnswerCipher {

  private static final String ALGORITHM = "AES/GCM/NoPadding";
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final String owner;
  private final String key;

  AnswerCipher(String owner, String key) {
    this.owner = owner;
    this.key = key;
  }

  /** By which the key is found. */
  String keyHash() {
    return HexFormat.of().formatHex(digest("found by", ""));
  }

  /** By which another content shows. */
  String fingerprint(String content) {
    return HexFormat.of().formatHex(digest("content", content));
  }

  /** Encrypts an answer, under a new nonce, to a text. */
  String encrypt(String answer) {
    byte[] nonce = new byte[NONCE_BYTES];
    RANDOM.nextBytes(nonce);
    byte[] ciphertext = crypt(Cipher.ENCRYPT_MODE, nonce, answer.getBytes(UTF_8));
    byte[] nonceAndCiphertext =
        ByteBuffer.allocate(nonce.length + ciphertext.length).put(nonce).put(ciphertext).array();
    return Base64.getEncoder().encodeToString(nonceAndCiphertext);
  }

  /**
   * The answer that was sealed.
   *
   * @throws IllegalStateException when it was not sealed for this key and owner
   */
  String decrypt(String encryptedAnswer) {
    byte[] nonceAndCiphertext = Base64.getDecoder().decode(encryptedAnswer);
    byte[] nonce = Arrays.copyOf(nonceAndCiphertext, NONCE_BYTES);
    byte[] ciphertext =
        Arrays.copyOfRange(nonceAndCiphertext, NONCE_BYTES, nonceAndCiphertext.length);
    return new String(crypt(Cipher.DECRYPT_MODE, nonce, ciphertext), UTF_8);
  }

  private byte[] crypt(int mode, byte[] nonce, byte[] bytes) {
    try {
      Cipher cipher = Cipher.getInstance(ALGORITHM);
      SecretKeySpec cipherKey = new SecretKeySpec(digest("sealed by", ""), "AES");
      cipher.init(mode, cipherKey, new GCMParameterSpec(TAG_BITS, nonce));
      cipher.updateAAD(owner.getBytes(UTF_8));
      return cipher.doFinal(bytes);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("The answer does not belong to this key", e);
    }
  }

  /** A key has no null character, so that no two sets of parts look the same. */
  private byte[] digest(String purpose, String content) {
    return Sha256.of(purpose + '\0' + key + '\0' + content);
  }
}
