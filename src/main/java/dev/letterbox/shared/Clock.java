package dev.letterbox.shared;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The only source of the current time. Tests replace it. */
@ApplicationScoped
public class Clock {

  /** The current time in whole microseconds, the precision of every supported database. */
  public Instant now() {
    return Instant.now().truncatedTo(ChronoUnit.MICROS);
  }
}
