package dev.letterbox.testing.support;

import dev.letterbox.shared.Clock;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import jakarta.interceptor.Interceptor;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The system clock until a test sets a time, and again after {@link #reset}. */
@Alternative
@Priority(Interceptor.Priority.APPLICATION)
@ApplicationScoped
public class SettableClock extends Clock {

  private volatile Instant fixed;

  @Override
  public Instant now() {
    Instant instant = fixed;
    return instant == null ? super.now() : instant;
  }

  /** Stops the clock at a time, which is truncated to microseconds. */
  public void set(Instant instant) {
    fixed = instant.truncatedTo(ChronoUnit.MICROS);
  }

  /** Stops the clock at the current time and this duration. */
  public synchronized void advance(Duration duration) {
    set(now().plus(duration));
  }

  /** Returns to the system clock. */
  public void reset() {
    fixed = null;
  }
}
