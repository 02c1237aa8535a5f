package dev.letterbox.account;

import dev.letterbox.api.spi.User;
import dev.letterbox.api.spi.UserDirectory;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A directory that replaces the built-in one: it adds robots, which have no account, and finds all
 * other users in the built-in directory.
 */
@Alternative
@Priority(Interceptor.Priority.APPLICATION)
@ApplicationScoped
public class RobotDirectory implements UserDirectory {

  @Inject private AccountDirectory accounts;

  @Override
  public Optional<User> find(String name) {
    return name.startsWith("robot-")
        ? Optional.of(new User(name, "Robot", null, !name.endsWith("-off")))
        : accounts.find(name);
  }

  /** By the default method, one by one, if there are robots. */
  @Override
  public Map<String, User> findAll(Collection<String> names) {
    return names.stream().anyMatch(name -> name.startsWith("robot-"))
        ? UserDirectory.super.findAll(names)
        : accounts.findAll(names);
  }

  @Override
  public List<User> search(String prefix, int limit) {
    return accounts.search(prefix, limit);
  }
}
