package dev.letterbox.message;

import dev.letterbox.api.conversation.Recipient;
import dev.letterbox.api.spi.User;
import dev.letterbox.api.spi.UserNameResolver;
import dev.letterbox.shared.ExtensionBean;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Names of users, from the resolver of this installation. */
@ApplicationScoped
public class UserNames {

  @Inject private Instance<UserNameResolver> resolverBeans;

  private ExtensionBean<UserNameResolver> resolver;

  @PostConstruct
  void find() {
    resolver = ExtensionBean.single(resolverBeans);
  }

  /** The user as a recipient. */
  public Recipient recipient(User user) {
    return new Recipient(typedName(user), displayName(user));
  }

  /** The name that other users see. */
  public String displayName(User user) {
    return resolver.call(bean -> bean.displayName(user));
  }

  /** The name that is typed to address this user. */
  public String typedName(User user) {
    return resolver.call(bean -> bean.typedName(user));
  }

  /** The user with this typed name, active or not. */
  public Optional<User> find(String typedName) {
    String name = RecipientLookup.storableOrEmpty(typedName);
    return Optional.ofNullable(findAll(Set.of(name)).get(name));
  }

  /** The users by typed name, active or not; at most 1,000 names. */
  Map<String, User> findAll(Collection<String> typedNames) {
    return resolver.call(bean -> bean.findAll(typedNames));
  }
}
