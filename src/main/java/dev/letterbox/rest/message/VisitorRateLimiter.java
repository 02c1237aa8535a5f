package dev.letterbox.rest.message;

import dev.letterbox.rest.http.RateLimiter;
import dev.letterbox.shared.Clock;
import dev.letterbox.shared.config.LimitSetting;
import dev.letterbox.shared.config.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Locale;

/**
 * Limits the messages of visitors per hour on this node, for each client and for each e-mail
 * address. Rejected requests count, too.
 */
@ApplicationScoped
public class VisitorRateLimiter {

  private final Settings settings;
  private final RateLimiter clients;
  private final RateLimiter addresses;

  /** For the proxy of the container. */
  VisitorRateLimiter() {
    this(null, new Clock());
  }

  @Inject
  VisitorRateLimiter(Settings settings, Clock clock) {
    this.settings = settings;
    clients = new RateLimiter(clock);
    addresses = new RateLimiter(clock);
  }

  /** Seconds until this client may write with this e-mail address; 0 if it may now. */
  long tryAcquire(String client, String address) {
    long waitSeconds =
        clients.tryAcquire(client, 1, settings.get(LimitSetting.VISITOR_MESSAGES_PER_CLIENT_HOUR));
    return waitSeconds > 0
        ? waitSeconds
        : addresses.tryAcquire(
            address.toLowerCase(Locale.ROOT),
            1,
            settings.get(LimitSetting.VISITOR_MESSAGES_PER_ADDRESS_HOUR));
  }
}
