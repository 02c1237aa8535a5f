package dev.letterbox.shared.security;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.letterbox.api.notification.Unsubscription;
import java.time.Instant;

/** Creates tokens of unsubscribe links with a given key. */
public final class UnsubscribeTokens {

  private UnsubscribeTokens() {}

  public static String of(String secret, Unsubscription unsubscription) {
    return UnsubscribeLinks.createToken(
        secret.getBytes(UTF_8),
        new UnsubscribeLinks.UnsubscribeLink(unsubscription, Instant.now()));
  }
}
