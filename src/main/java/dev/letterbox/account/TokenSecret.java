package dev.letterbox.account;

import dev.letterbox.shared.security.RandomSecret;
import java.util.Optional;
import java.util.regex.Pattern;

/** The secret of a token: {@code lb_}, which secret scanners can detect, and random characters. */
final class TokenSecret {

  private static final String PREFIX = "lb_";
  private static final Pattern PATTERN = Pattern.compile(PREFIX + RandomSecret.FORMAT);

  private final String text;

  private TokenSecret(String text) {
    this.text = text;
  }

  static TokenSecret generate() {
    return new TokenSecret(PREFIX + RandomSecret.generate());
  }

  /** The secret of this text; empty when it has another format. */
  static Optional<TokenSecret> parse(String text) {
    return PATTERN.matcher(text).matches() ? Optional.of(new TokenSecret(text)) : Optional.empty();
  }

  /** The text that the client sends. */
  String text() {
    return text;
  }

  /** The digest that is stored. */
  String hash() {
    return RandomSecret.digest(text);
  }
}
