package dev.letterbox.rest.message;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.letterbox.api.InvalidInputException;
import dev.letterbox.shared.Clock;
import dev.letterbox.shared.config.LimitSetting;
import dev.letterbox.shared.config.Settings;
import dev.letterbox.shared.security.TokenBuckets;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;

/**
 * Limits what a user writes in an hour on this node: the recipients, and the bytes of the texts,
 * which are stored for each recipient. Rejected requests count, too.
 */
@ApplicationScoped
public class UserRateLimiter {

  private final Settings settings;
  private final TokenBuckets recipients;
  private final TokenBuckets bytes;

  /** For the proxy of the container. */
  UserRateLimiter() {
    this(null, new Clock());
  }

  @Inject
  UserRateLimiter(Settings settings, Clock clock) {
    this.settings = settings;
    recipients = TokenBuckets.perHour(clock);
    bytes = TokenBuckets.perHour(clock);
  }

  /**
   * Seconds until a user may write a text; 0 if the user may now.
   *
   * @param field name of the field with the recipients
   * @throws InvalidInputException when an hour does not have as many recipients or bytes
   */
  long tryAcquire(String user, String text, int recipientCount, String field) {
    int maxRecipients = settings.get(LimitSetting.USER_RECIPIENTS_PER_HOUR);
    int maxBytes = settings.get(LimitSetting.USER_BYTES_PER_HOUR);
    int textCount = Math.max(1, recipientCount);
    long byteCount = Math.max(1, (long) textCount * text.getBytes(UTF_8).length);
    requireWithinLimit(field, textCount, maxRecipients, "Must be at most %d an hour.");
    requireWithinLimit(
        "body", byteCount, maxBytes, "Must have at most %d bytes, times its recipients.");
    long waitSeconds = recipients.tryConsume(user, maxRecipients, textCount);
    return waitSeconds > 0 ? waitSeconds : bytes.tryConsume(user, maxBytes, (int) byteCount);
  }

  private static void requireWithinLimit(String field, long count, int max, String error) {
    if (max > 0 && count > max) {
      throw new InvalidInputException(Map.of(field, List.of(error.formatted(max))));
    }
  }
}
