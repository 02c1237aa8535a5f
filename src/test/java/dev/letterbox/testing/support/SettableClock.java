package dev.letterbox.testing.support;

import dev.letterbox.shared.Clock;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import jakarta.interceptor.Interceptor;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Tells the real time until a test sets another, and again after {@link #reset}. */
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

  /** Stops the clock at a time, in whole microseconds as the real one. */
  public void set(Instant instant) {
    fixed = instant.truncatedTo(ChronoUnit.MICROS);
  }

  /** Moves the clock, which stands still afterwards. */
  public synchronized void advance(Duration duration) {
    set(now().plus(duration));
  }

  /** Lets the clock tell the real time again. */
  public void reset() {
    fixed = null;
  }
}
