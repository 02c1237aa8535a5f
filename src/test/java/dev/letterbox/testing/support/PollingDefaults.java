package dev.letterbox.testing.support;

import java.time.Duration;
import org.awaitility.Awaitility;

/** Lets Awaitility check a condition at once and often; a class loader has its own defaults. */
public final class PollingDefaults {

  private static final Duration POLL_INTERVAL = Duration.ofMillis(20);

  private PollingDefaults() {}

  public static void apply() {
    Awaitility.setDefaultPollDelay(Duration.ZERO);
    Awaitility.setDefaultPollInterval(POLL_INTERVAL);
  }
}
