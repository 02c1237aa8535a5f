package dev.letterbox.account;

import jakarta.security.enterprise.credential.Credential;

/** What a program sends instead of a name and a password. Not a record: those print themselves. */
final class BearerCredential implements Credential {

  private final String token;

  BearerCredential(String token) {
    this.token = token;
  }

  String token() {
    return token;
  }
}
