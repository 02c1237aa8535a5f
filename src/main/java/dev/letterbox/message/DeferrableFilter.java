package dev.letterbox.message;

import dev.letterbox.api.spi.ExchangeFilter;
import dev.letterbox.api.spi.FilterDecision;
import java.util.Collection;
import java.util.Map;
import java.util.function.Supplier;

/**
 * An exchange filter that can begin with the names of recipients, so that its statement is sent
 * together with the one that looks them up.
 */
public interface DeferrableFilter extends ExchangeFilter {

  /**
   * Begins the decisions about users of these names, who may be unknown.
   *
   * @param names at most 1,000
   * @return as {@link #decideAll}
   */
  Supplier<Map<String, FilterDecision>> decideLater(String sender, Collection<String> names);
}
