package dev.letterbox.account;

import dev.letterbox.shared.security.RandomSecret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The secret in the cookie of a session. The CSRF token that writes need is derived from it, so it
 * is not stored, and only pages that can read responses know it.
 */
final class SessionSecret {

  private static final Pattern PATTERN = Pattern.compile(RandomSecret.FORMAT);

  private final String text;

  private SessionSecret(String text) {
    this.text = text;
  }

  static SessionSecret generate() {
    return new SessionSecret(RandomSecret.generate());
  }

  /** The secret of this text; empty when it has another format. */
  static Optional<SessionSecret> parse(String text) {
    return PATTERN.matcher(text).matches()
        ? Optional.of(new SessionSecret(text))
        : Optional.empty();
  }

  /** The value of the cookie. */
  String text() {
    return text;
  }

  /** The id of the session: a digest of the secret, which is stored. */
  String id() {
    return RandomSecret.digest(text);
  }

  /** The token that each write in this session must have. */
  String csrfToken() {
    return RandomSecret.derive(text, "csrf");
  }

  /** Whether this is the CSRF token; takes the same time in both cases. */
  boolean matchesCsrfToken(String csrfToken) {
    return MessageDigest.isEqual(utf8Bytes(csrfToken()), utf8Bytes(csrfToken));
  }

  private static byte[] utf8Bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
