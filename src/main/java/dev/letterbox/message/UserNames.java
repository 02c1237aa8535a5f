package dev.letterbox.message;

import dev.letterbox.api.Recipient;
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

/** What users are called in this installation. */
@ApplicationScoped
public class UserNames {

  @Inject private Instance<UserNameResolver> resolverBeans;

  private ExtensionBean<UserNameResolver> resolver;

  @PostConstruct
  void find() {
    resolver = ExtensionBean.single(resolverBeans);
  }

  /** The names by which others know this user. */
  public Recipient recipient(User user) {
    return new Recipient(typedName(user), displayName(user));
  }

  /** What others are shown. */
  public String displayName(User user) {
    return resolver.call(bean -> bean.displayName(user));
  }

  /** What is typed to address this user. */
  public String typedName(User user) {
    return resolver.call(bean -> bean.typedName(user));
  }

  /** The user whom a text addresses, active or not. */
  public Optional<User> find(String typedName) {
    String name = RecipientLookup.storableOrEmpty(typedName);
    return Optional.ofNullable(findAll(Set.of(name)).get(name));
  }

  /** The users whom these texts address, active or not, by text; at most 1,000 texts. */
  Map<String, User> findAll(Collection<String> typedNames) {
    return resolver.call(bean -> bean.findAll(typedNames));
  }
}
