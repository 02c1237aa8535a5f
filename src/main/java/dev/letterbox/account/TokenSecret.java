package dev.letterbox.account;

import java.util.Optional;
import java.util.regex.Pattern;

/** The secret of a token: {@code lb_}, by which it is known when it leaks, and a random one. */
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

  /** The secret of this text; empty when it does not look like one of ours. */
  static Optional<TokenSecret> parse(String text) {
    return PATTERN.matcher(text).matches() ? Optional.of(new TokenSecret(text)) : Optional.empty();
  }

  /** What the bearer sends. */
  String text() {
    return text;
  }

  /** What is stored. */
  String hash() {
    return RandomSecret.digest(text);
  }
}
