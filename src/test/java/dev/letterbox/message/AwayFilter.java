package dev.letterbox.message;

import dev.letterbox.api.spi.FilterDecision;
import dev.letterbox.api.spi.User;
import dev.letterbox.api.spi.UserFilter;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;

/** Rejects users whose names begin with {@code away-}, with a reason. */
@ApplicationScoped
@Priority(20)
public class AwayFilter implements UserFilter {

  @Override
  public FilterDecision decide(User recipient) {
    return recipient.name().startsWith("away-")
        ? FilterDecision.refused("is away")
        : FilterDecision.ALLOWED;
  }
}
