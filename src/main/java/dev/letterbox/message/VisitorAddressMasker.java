package dev.letterbox.message;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.letterbox.shared.config.Setting;
import dev.letterbox.shared.config.Settings;
import dev.letterbox.shared.security.Hmac;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Locale;

/**
 * Masks addresses of visitors, so that users can distinguish visitors but not write to them: {@code
 * 1a2b..e8f9@domain}, a keyed hash and the domain without its top level. Follows the obfuscated
 * address of django-postman; the hash is HMAC-SHA256.
 */
@ApplicationScoped
public class VisitorAddressMasker {

  private static final int VISIBLE_HASH_CHARS = 4;
  private static final int KEY_BYTES = 32;

  @Inject private Settings settings;

  private byte[] key;

  @PostConstruct
  void initializeKey() {
    String secret = settings.get(Setting.VISITORS_SECRET);
    if (secret.isEmpty()) {
      key = new byte[KEY_BYTES];
      new SecureRandom().nextBytes(key);
    } else {
      key = secret.getBytes(UTF_8);
    }
  }

  /** The masked address, ignoring case; null for null. */
  public String mask(String address) {
    return address == null ? null : mask(key, address);
  }

  static String mask(byte[] key, String address) {
    String lowerCase = address.toLowerCase(Locale.ROOT);
    String hash = HexFormat.of().formatHex(Hmac.of(key, lowerCase.getBytes(UTF_8)));
    String domain = lowerCase.substring(lowerCase.indexOf('@') + 1);
    int topLevel = domain.lastIndexOf('.');
    return hash.substring(0, VISIBLE_HASH_CHARS)
        + ".."
        + hash.substring(hash.length() - VISIBLE_HASH_CHARS)
        + "@"
        + (topLevel > 0 ? domain.substring(0, topLevel) : domain);
  }
}
