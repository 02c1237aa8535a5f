package dev.letterbox.rest.http.idempotency;

import dev.letterbox.shared.Clock;
import dev.letterbox.shared.config.LimitSetting;
import dev.letterbox.shared.config.Settings;
import dev.letterbox.shared.security.TokenBuckets;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Limits the requests of a user whose responses are stored, per hour on this node. */
@ApplicationScoped
public class KeyRateLimiter {

  private final Settings settings;
  private final TokenBuckets keys;

  /** For the proxy of the container. */
  KeyRateLimiter() {
    this(null, new Clock());
  }

  @Inject
  KeyRateLimiter(Settings settings, Clock clock) {
    this.settings = settings;
    keys = TokenBuckets.perHour(clock);
  }

  /** Seconds until this user may send a key; 0 if the user may now. */
  long tryAcquire(String user) {
    return keys.tryConsume(user, settings.get(LimitSetting.USER_KEYS_PER_HOUR), 1);
  }
}
