package dev.letterbox.api.spi;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Says whether users may write to somebody at all; follows the user filter of django-postman. All
 * CDI beans of this type are asked, the lowest {@code @Priority} first. They hold for what users
 * write, copies of replies and visitors' messages included, and for the search for recipients; not
 * for replies to whoever wrote before, and not for what applications write.
 *
 * <p>Threads and transactions: called by many threads at once, inside the transaction that writes
 * the message; answer fast, and do not write. An exception makes that operation fail with an {@link
 * dev.letterbox.api.spi.ExtensionFailedException} that names the filter, and stores nothing.
 */
@FunctionalInterface
public interface UserFilter {

  /**
   * Whether users may write to this one.
   *
   * @param recipient a user who is active
   */
  FilterDecision decide(User recipient);

  /**
   * The verdicts on these users, by name; users without one are allowed. Called with up to 1,000
   * users; override it when they can be judged in one go.
   */
  default Map<String, FilterDecision> decideAll(Collection<User> recipients) {
    Map<String, FilterDecision> decisions = new LinkedHashMap<>();
    recipients.forEach(recipient -> decisions.put(recipient.name(), decide(recipient)));
    return decisions;
  }
}
