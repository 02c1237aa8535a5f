package dev.letterbox.message;

import dev.letterbox.api.NotPermittedException;
import dev.letterbox.api.spi.FilterDecision;
import dev.letterbox.api.spi.User;
import dev.letterbox.api.spi.UserFilter;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.Dependent;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** Rejects machines, mostly without a reason; fails for some names. */
@Dependent
@Priority(10)
public class RobotFilter implements UserFilter {

  @Override
  public FilterDecision decide(User recipient) {
    throw new UnsupportedOperationException("decideAll is implemented");
  }

  @Override
  public Map<String, FilterDecision> decideAll(Collection<User> recipients) {
    Map<String, FilterDecision> decisions = new HashMap<>();
    for (User recipient : recipients) {
      if (recipient.name().startsWith("broken-")) {
        throw new IllegalStateException("A secret of the filter");
      }
      if (recipient.name().startsWith("forbidden-")) {
        throw new NotPermittedException(recipient.name());
      }
      if (recipient.name().contains("machine-")) {
        String reason = recipient.name().startsWith("away-") ? "is a machine" : "";
        decisions.put(recipient.name(), FilterDecision.refused(reason));
      }
    }
    return decisions;
  }
}
