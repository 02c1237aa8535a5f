package dev.letterbox.message;

import dev.letterbox.api.spi.User;
import dev.letterbox.api.spi.UserDirectory;
import dev.letterbox.api.spi.UserNameResolver;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.Map;

/** The default: display names and typed names are those of the user directory. */
@ApplicationScoped
class DirectoryUserNameResolver implements UserNameResolver {

  @Inject private UserDirectory directory;

  @Override
  public String displayName(User user) {
    return user.displayName();
  }

  @Override
  public String typedName(User user) {
    return user.name();
  }

  @Override
  public Map<String, User> findAll(Collection<String> typedNames) {
    return directory.findAll(typedNames);
  }
}
