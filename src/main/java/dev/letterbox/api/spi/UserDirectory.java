package dev.letterbox.api.spi;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Knows the users. The built-in accounts are the default; to use a directory of your own, add an
 * {@code @ApplicationScoped @Alternative @Priority(1)} bean of this type.
 *
 * <p>Threads and transactions: called by many threads at once, inside the transaction of whoever
 * writes a message; answer fast, and do not write. An exception makes that operation fail and
 * stores nothing.
 */
public interface UserDirectory {

  /** The user of exactly this name, active or not. */
  Optional<User> find(String name);

  /**
   * The users of these names, by name; names without a user are left out. Called with up to 1,000
   * names; override it when they can be found in one go.
   */
  default Map<String, User> findAll(Collection<String> names) {
    Map<String, User> users = new LinkedHashMap<>();
    names.forEach(name -> find(name).ifPresent(user -> users.put(name, user)));
    return users;
  }

  /**
   * Active users whose name or display name begins with this text, in any case, ordered by name.
   *
   * @param prefix at least one character
   * @param limit how many at most, 1 or more
   */
  List<User> search(String prefix, int limit);
}
