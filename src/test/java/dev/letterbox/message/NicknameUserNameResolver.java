package dev.letterbox.message;

import dev.letterbox.api.spi.User;
import dev.letterbox.api.spi.UserNameResolver;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Users whose names begin with {@code nick-} are addressed by what follows, behind an at sign. */
@Alternative
@Priority(Interceptor.Priority.APPLICATION)
@ApplicationScoped
public class NicknameUserNameResolver implements UserNameResolver {

  private static final String NICK_PREFIX = "nick-";

  @Inject private DirectoryUserNameResolver directory;

  @Override
  public String displayName(User user) {
    return user.name().startsWith(NICK_PREFIX) ? "The " + nick(user) : directory.displayName(user);
  }

  @Override
  public String typedName(User user) {
    return user.name().startsWith(NICK_PREFIX) ? "@" + nick(user) : directory.typedName(user);
  }

  private static String nick(User user) {
    return user.name().substring(NICK_PREFIX.length());
  }

  @Override
  public Map<String, User> findAll(Collection<String> typedNames) {
    List<String> names = typedNames.stream().map(NicknameUserNameResolver::name).toList();
    Map<String, User> users = directory.findAll(names);
    Map<String, User> found = new HashMap<>();
    for (String typed : typedNames) {
      User user = users.get(name(typed));
      if (user != null) {
        found.put(typed, user);
      }
    }
    return found;
  }

  private static String name(String typed) {
    return typed.startsWith("@") ? NICK_PREFIX + typed.substring(1) : typed;
  }
}
