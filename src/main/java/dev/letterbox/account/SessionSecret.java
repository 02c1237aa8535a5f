package dev.letterbox.account;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The secret of a session, which its cookie holds. The token that writes need is derived from it:
 * nothing of it is stored, and a page that can't read our answers can't know it.
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

  /** The secret of this text; empty when it does not look like one of ours. */
  static Optional<SessionSecret> parse(String text) {
    return PATTERN.matcher(text).matches()
        ? Optional.of(new SessionSecret(text))
        : Optional.empty();
  }

  /** What the cookie holds. */
  String text() {
    return text;
  }

  /** The id of the session, which is all that is stored. */
  String id() {
    return RandomSecret.digest(text);
  }

  /** What a write in this session must bring along. */
  String csrfToken() {
    return RandomSecret.derive(text, "csrf");
  }

  /** Whether a write brings the right token; takes as long whether it does or not. */
  boolean matchesCsrfToken(String csrfToken) {
    return MessageDigest.isEqual(utf8Bytes(csrfToken()), utf8Bytes(csrfToken));
  }

  private static byte[] utf8Bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
