package dev.letterbox.shared;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The one place that knows what time it is. Tests replace it. */
@ApplicationScoped
public class Clock {

  /** Now, in whole microseconds, which is what every supported database keeps. */
  public Instant now() {
    return Instant.now().truncatedTo(ChronoUnit.MICROS);
  }
}
