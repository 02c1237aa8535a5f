package dev.letterbox.rest.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.letterbox.shared.Clock;
import dev.letterbox.shared.config.LimitSetting;
import dev.letterbox.shared.config.Setting;
import dev.letterbox.shared.config.Settings;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class VisitorRateLimiterTest {

  private static final int PER_CLIENT = 3;
  private static final int PER_ADDRESS = 2;

  private Instant now = Instant.parse("2026-11-21T10:00:00Z");
  private boolean limited = true;

  private final VisitorRateLimiter limits =
      new VisitorRateLimiter(
          new Settings() {

            @Override
            @SuppressWarnings("unchecked")
            public <T> T get(Setting<T> setting) {
              int limit =
                  setting == LimitSetting.VISITOR_MESSAGES_PER_CLIENT_HOUR
                      ? PER_CLIENT
                      : PER_ADDRESS;
              return (T) Integer.valueOf(limited ? limit : 0);
            }
          },
          new Clock() {

            @Override
            public Instant now() {
              return now;
            }
          });

  @Test
  void address_is_limited_regardless_of_case_and_client() {
    assertEquals(0, limits.tryAcquire("1", "ann@example.org"));
    assertEquals(0, limits.tryAcquire("2", "Ann@Example.org"));
    assertTrue(limits.tryAcquire("3", "ANN@example.org") > 0);
    assertEquals(0, limits.tryAcquire("3", "bea@example.org"));
  }

  @Test
  void client_is_limited_regardless_of_address() {
    for (int i = 0; i < PER_CLIENT; i++) {
      assertEquals(0, limits.tryAcquire("1", "ann" + i + "@example.org"));
    }
    long wait = limits.tryAcquire("1", "ann4@example.org");
    assertTrue(wait > 0 && wait <= 3600 / PER_CLIENT + 1, wait + " seconds");
    assertEquals(0, limits.tryAcquire("2", "ann4@example.org"));
    now = now.plus(Duration.ofSeconds(wait));
    assertEquals(0, limits.tryAcquire("1", "ann5@example.org"), "accepted after the returned wait");
    assertTrue(limits.tryAcquire("1", "ann6@example.org") > 0);
  }

  @Test
  void zero_is_no_limit() {
    limited = false;
    for (int i = 0; i < 1000; i++) {
      assertEquals(0, limits.tryAcquire("1", "ann@example.org"));
    }
  }
}
