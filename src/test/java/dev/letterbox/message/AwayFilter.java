package dev.letterbox.message;

import dev.letterbox.api.spi.User;
import dev.letterbox.api.spi.UserFilter;
import dev.letterbox.api.spi.Verdict;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;

/** Users can be away. */
@ApplicationScoped
@Priority(20)
public class AwayFilter implements UserFilter {

  @Override
  public Verdict judge(User recipient) {
    return recipient.name().startsWith("away-") ? Verdict.refused("is away") : Verdict.ALLOWED;
  }
}
