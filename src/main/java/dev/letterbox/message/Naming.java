package dev.letterbox.message;

import dev.letterbox.api.Recipient;
import dev.letterbox.api.spi.User;
import dev.letterbox.api.spi.UserNaming;
import dev.letterbox.shared.Extension;
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
public class Naming {

  @Inject private Instance<UserNaming> bean;

  private Extension<UserNaming> naming;

  @PostConstruct
  void find() {
    naming = Extension.only(bean);
  }

  /** The names by which others know this user. */
  public Recipient recipient(User user) {
    return new Recipient(typedName(user), displayName(user));
  }

  /** What others are shown. */
  public String displayName(User user) {
    return naming.ask(names -> names.displayName(user));
  }

  /** What is typed to address this user. */
  public String typedName(User user) {
    return naming.ask(names -> names.typedName(user));
  }

  /** The user whom a text addresses, active or not. */
  public Optional<User> find(String typedName) {
    String name = Recipients.storable(typedName);
    return Optional.ofNullable(findAll(Set.of(name)).get(name));
  }

  /** The users whom these texts address, active or not, by text; at most 1,000 texts. */
  Map<String, User> findAll(Collection<String> typedNames) {
    return naming.ask(names -> names.findAll(typedNames));
  }
}
