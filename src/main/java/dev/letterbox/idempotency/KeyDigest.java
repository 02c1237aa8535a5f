package dev.letterbox.idempotency;

import dev.letterbox.shared.security.Sha256;
import java.util.HexFormat;

/**
 * Digests under which a key and its content are stored. A content may contain a password, so its
 * digest depends on the key, which is not stored.
 */
record KeyDigest(String key) {

  /** Identifies the key of an owner; 64 hexadecimal digits. */
  String keyHash() {
    return digest("found by", "");
  }

  /** Identifies a content; 64 hexadecimal digits. */
  String fingerprint(String content) {
    return digest("content", content);
  }

  /**
   * Keys contain no null character, so the parts are unambiguous. Stored digests depend on the
   * purposes: they must not change.
   */
  private String digest(String purpose, String content) {
    return HexFormat.of().formatHex(Sha256.of(purpose + '\0' + key + '\0' + content));
  }

  /** Without the key. */
  @Override
  public String toString() {
    return "KeyDigest[]";
  }
}
