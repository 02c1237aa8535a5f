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

/** Nobody need write to a machine, and nobody is told why; who breaks it breaks the write. */
@Dependent
@Priority(10)
public class RobotFilter implements UserFilter {

  @Override
  public FilterDecision decide(User recipient) {
    throw new UnsupportedOperationException("judgeAll is there");
  }

  @Override
  public Map<String, FilterDecision> decideAll(Collection<User> recipients) {
    Map<String, FilterDecision> verdicts = new HashMap<>();
    for (User recipient : recipients) {
      if (recipient.name().startsWith("broken-")) {
        throw new IllegalStateException("A secret of the filter");
      }
      if (recipient.name().startsWith("forbidden-")) {
        throw new NotPermittedException(recipient.name());
      }
      if (recipient.name().contains("machine-")) {
        String reason = recipient.name().startsWith("away-") ? "is a machine" : "";
        verdicts.put(recipient.name(), FilterDecision.refused(reason));
      }
    }
    return verdicts;
  }
}
