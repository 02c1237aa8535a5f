package dev.letterbox.message;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.letterbox.shared.Hmac;
import dev.letterbox.shared.Setting;
import dev.letterbox.shared.Settings;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Locale;

/**
 * What users are shown of the address of a visitor, so that they tell visitors from each other and
 * can't write to them: {@code 1a2b..e8f9@domain}, a keyed hash and the domain without its top
 * level. Follows the obfuscated address of django-postman; the hash is HMAC-SHA256.
 */
@ApplicationScoped
public class VisitorAddresses {

  private static final int SHOWN = 4;
  private static final int KEY_BYTES = 32;

  @Inject private Settings settings;

  private byte[] key;

  @PostConstruct
  void prepare() {
    String secret = settings.get(Setting.VISITORS_SECRET);
    if (secret.isEmpty()) {
      key = new byte[KEY_BYTES];
      new SecureRandom().nextBytes(key);
    } else {
      key = secret.getBytes(UTF_8);
    }
  }

  /** What is shown of an address; null for none. The case of its letters makes no difference. */
  public String shown(String address) {
    return address == null ? null : shown(key, address);
  }

  static String shown(byte[] key, String address) {
    String lower = address.toLowerCase(Locale.ROOT);
    String hash = HexFormat.of().formatHex(Hmac.of(key, lower.getBytes(UTF_8)));
    String domain = lower.substring(lower.indexOf('@') + 1);
    int topLevel = domain.lastIndexOf('.');
    return hash.substring(0, SHOWN)
        + ".."
        + hash.substring(hash.length() - SHOWN)
        + "@"
        + (topLevel > 0 ? domain.substring(0, topLevel) : domain);
  }
}
