package dev.letterbox.api.spi;

import java.util.Collection;
import java.util.Map;

/**
 * Defines the names by which users are shown and addressed; follows the settings <i>show user
 * as</i> and <i>name user as</i> of django-postman. The defaults are display name and name of the
 * {@link UserDirectory}. To replace them, add an
 * {@code @ApplicationScoped @Alternative @Priority(1)} bean of this type.
 *
 * <p>It applies to what users write, to drafts, blocks and the search for recipients. Applications
 * address users by {@link User#name}, and messages store that name.
 *
 * <p>Threads and transactions: called by many threads at once, inside the transaction that writes a
 * message; a call that only reads may have none. Return fast and write nothing. An exception fails
 * the operation with an {@link ExtensionFailedException} that names the bean; nothing is stored.
 */
public interface UserNameResolver {

  /** The name that others are shown. */
  String displayName(User user);

  /** The unique name to address this user by. */
  String typedName(User user);

  /**
   * The users whom these names address, active or not, by name; a name that addresses no user has
   * no entry. Called with up to 1,000 names.
   */
  Map<String, User> findAll(Collection<String> typedNames);
}
