package dev.letterbox.api.spi;

import java.util.Collection;
import java.util.Map;

/**
 * What users are called: what others are shown, and what is typed to address them; follows the
 * settings <i>show user as</i> and <i>name user as</i> of django-postman. Unless there is another
 * one it is the display name and the name of the {@link UserDirectory}. To use a naming of your
 * own, add an {@code @ApplicationScoped @Alternative @Priority(1)} bean of this type.
 *
 * <p>It holds for what users write, for drafts, blocks and the search for recipients. Applications
 * address users by {@link User#name}, and messages keep that name.
 *
 * <p>Threads and transactions: called by many threads at once, inside the transaction of whoever
 * writes a message; answer fast, and do not write. An exception makes that operation fail with an
 * {@link dev.letterbox.api.spi.ExtensionFailedException} that names the bean, and stores nothing.
 */
public interface UserNameResolver {

  /** What others are shown. */
  String displayName(User user);

  /** What is typed to address this user; no two users have the same. */
  String typedName(User user);

  /**
   * The users whom these texts address, active or not, by text; texts that address nobody are left
   * out. Called with up to 1,000 texts.
   */
  Map<String, User> findAll(Collection<String> typedNames);
}
