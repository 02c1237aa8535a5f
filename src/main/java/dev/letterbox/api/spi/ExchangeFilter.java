package dev.letterbox.api.spi;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Decides whether one user may write to another; follows the exchange filter of django-postman. All
 * CDI beans of this type are called, the lowest {@code @Priority} first; blocks are one of them.
 * They apply to what users write, including replies and copies, and to the search for recipients;
 * not to what visitors and applications write.
 *
 * <p>Threads and transactions: called by many threads at once, inside the transaction that writes a
 * message; a call that only reads may have none. Return fast and write nothing. An exception fails
 * the operation with an {@link ExtensionFailedException} that names the filter; nothing is stored.
 */
@FunctionalInterface
public interface ExchangeFilter {

  /**
   * Decides about one recipient.
   *
   * @param sender name of the user who writes
   * @param recipient an active user
   */
  FilterDecision decide(String sender, User recipient);

  /**
   * The decisions about several recipients, by name; a user without one is allowed. Called with up
   * to 1,000 users. Override it to decide with one query.
   */
  default Map<String, FilterDecision> decideAll(String sender, Collection<User> recipients) {
    Map<String, FilterDecision> decisions = new LinkedHashMap<>();
    recipients.forEach(recipient -> decisions.put(recipient.name(), decide(sender, recipient)));
    return decisions;
  }
}
