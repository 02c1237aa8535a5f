package dev.letterbox.message;

import dev.letterbox.api.spi.User;
import dev.letterbox.api.spi.UserNaming;
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
public class NicknameNaming implements UserNaming {

  private static final String NICK = "nick-";

  @Inject private DirectoryNaming directory;

  @Override
  public String displayName(User user) {
    return user.name().startsWith(NICK) ? "The " + nick(user) : directory.displayName(user);
  }

  @Override
  public String typedName(User user) {
    return user.name().startsWith(NICK) ? "@" + nick(user) : directory.typedName(user);
  }

  private static String nick(User user) {
    return user.name().substring(NICK.length());
  }

  @Override
  public Map<String, User> findAll(Collection<String> typedNames) {
    List<String> names = typedNames.stream().map(NicknameNaming::name).toList();
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
    return typed.startsWith("@") ? NICK + typed.substring(1) : typed;
  }
}
