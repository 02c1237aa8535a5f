package dev.letterbox.api.spi;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Decides whether users may write to a user at all; follows the user filter of django-postman. All
 * CDI beans of this type are called, the lowest {@code @Priority} first. They apply to what users
 * write, including copies of replies, to messages of visitors, and to the search for recipients;
 * not to replies to the sender of a message, and not to what applications write.
 *
 * <p>Threads and transactions: called by many threads at once, inside the transaction that writes a
 * message; a call that only reads may have none. Return fast and write nothing. An exception fails
 * the operation with an {@link ExtensionFailedException} that names the filter; nothing is stored.
 */
@FunctionalInterface
public interface UserFilter {

  /**
   * Decides about one recipient.
   *
   * @param recipient an active user
   */
  FilterDecision decide(User recipient);

  /**
   * The decisions about several recipients, by name; a user without one is allowed. Called with up
   * to 1,000 users. Override it to decide with one query.
   */
  default Map<String, FilterDecision> decideAll(Collection<User> recipients) {
    Map<String, FilterDecision> decisions = new LinkedHashMap<>();
    recipients.forEach(recipient -> decisions.put(recipient.name(), decide(recipient)));
    return decisions;
  }
}
