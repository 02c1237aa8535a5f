package dev.letterbox.api.spi;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Says whether one user may write to another; follows the exchange filter of django-postman. All
 * CDI beans of this type are asked, the lowest {@code @Priority} first; blocks are one of them.
 * They hold for what users write, replies and their copies included, and for the search for
 * recipients; not for what visitors and applications write.
 *
 * <p>Threads and transactions: called by many threads at once, inside the transaction that writes
 * the message; answer fast, and do not write. An exception makes that operation fail with an {@link
 * dev.letterbox.api.spi.ExtensionFailedException} that names the filter, and stores nothing.
 */
@FunctionalInterface
public interface ExchangeFilter {

  /**
   * Whether one may write to the other.
   *
   * @param sender name of the user who writes
   * @param recipient a user who is active
   */
  FilterDecision decide(String sender, User recipient);

  /**
   * The verdicts on these recipients, by name; users without one are allowed. Called with up to
   * 1,000 users; override it when they can be judged in one go.
   */
  default Map<String, FilterDecision> decideAll(String sender, Collection<User> recipients) {
    Map<String, FilterDecision> decisions = new LinkedHashMap<>();
    recipients.forEach(recipient -> decisions.put(recipient.name(), decide(sender, recipient)));
    return decisions;
  }
}
