package dev.letterbox.account;

import jakarta.security.enterprise.credential.Credential;
import jakarta.security.enterprise.credential.UsernamePasswordCredential;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

/**
 * Parses the header {@code Authorization}: Basic of RFC 7617 in UTF-8, and Bearer of RFC 6750. A
 * malformed header has no credentials, and is no error.
 */
final class AuthorizationHeader {

  private AuthorizationHeader() {}

  /**
   * A token, which a program sends instead of name and password. Not a record: its {@code toString}
   * would reveal the token.
   */
  static final class BearerCredential implements Credential {

    private final String token;

    BearerCredential(String token) {
      this.token = token;
    }

    String token() {
      return token;
    }
  }

  /** The credentials in the header; empty when it is malformed. */
  static Optional<Credential> parse(String header) {
    String[] parts = header.strip().split(" +", 2);
    if (parts.length < 2) {
      return Optional.empty();
    }
    return switch (parts[0].toLowerCase(Locale.ROOT)) {
      case "basic" -> parseBasic(parts[1]);
      case "bearer" -> Optional.of(new BearerCredential(parts[1]));
      default -> Optional.empty();
    };
  }

  private static Optional<Credential> parseBasic(String base64) {
    try {
      byte[] bytes = Base64.getDecoder().decode(base64);
      String credentials =
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      int colon = credentials.indexOf(':');
      return colon < 1 || credentials.chars().anyMatch(Character::isISOControl)
          ? Optional.empty()
          : Optional.of(
              new UsernamePasswordCredential(
                  credentials.substring(0, colon), credentials.substring(colon + 1)));
    } catch (IllegalArgumentException | CharacterCodingException e) {
      return Optional.empty();
    }
  }
}
