package dev.letterbox.api.spi;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds users. The default are the built-in accounts. To use another directory, add an
 * {@code @ApplicationScoped @Alternative @Priority(1)} bean of this type.
 *
 * <p>Threads and transactions: called by many threads at once, inside the transaction that writes a
 * message; a call that only reads may have none. Return fast and write nothing. An exception fails
 * the operation; nothing is stored.
 */
public interface UserDirectory {

  /** The user of exactly this name, active or not. */
  Optional<User> find(String name);

  /**
   * The users of these names, by name; a name without a user has no entry. Called with up to 1,000
   * names. Override it to find them with one query.
   */
  default Map<String, User> findAll(Collection<String> names) {
    Map<String, User> users = new LinkedHashMap<>();
    names.forEach(name -> find(name).ifPresent(user -> users.put(name, user)));
    return users;
  }

  /**
   * Active users whose name or display name starts with a text, ignoring case, ordered by name.
   *
   * @param prefix at least one character
   * @param limit maximum number of users, 1 or more
   */
  List<User> search(String prefix, int limit);
}
