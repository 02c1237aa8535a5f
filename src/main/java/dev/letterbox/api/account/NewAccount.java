package dev.letterbox.api.account;

import dev.letterbox.api.internal.Copyable;
import java.util.Collection;
import java.util.List;

/**
 * An account to be created, built fluently:
 *
 * <pre>{@code
 * accounts.create(NewAccount.named("alice").displayName("Alice Archer").password("correct horse"));
 * }</pre>
 *
 * <p>Defaults: the display name is the name, no e-mail address, no language, no password (log-in
 * with a token only), no role but {@link Roles#USER}. Errors name the fields {@code name}, {@code
 * display_name}, {@code email}, {@code language}, {@code password} and {@code roles}.
 */
public final class NewAccount {

  private final Values values;

  private NewAccount(Values values) {
    this.values = values;
  }

  /** An account with this name and the defaults. */
  public static NewAccount named(String name) {
    return new NewAccount(new Values().with(copy -> copy.name = name));
  }

  /**
   * 1 to 255 characters; no control characters, no colon, no surrounding blanks, not starting with
   * {@code erased-}; case-sensitive.
   */
  public String name() {
    return values.name;
  }

  /** One line, 1 to 255 characters; surrounding blanks are removed; null for the name. */
  public String displayName() {
    return values.displayName;
  }

  public NewAccount displayName(String displayName) {
    return new NewAccount(values.with(copy -> copy.displayName = displayName));
  }

  /** At most 254 characters; null or empty for none. */
  public String email() {
    return values.email;
  }

  public NewAccount email(String email) {
    return new NewAccount(values.with(copy -> copy.email = email));
  }

  /**
   * Preferred language of notifications, a BCP 47 tag like {@code de} or {@code pt-BR}; null or
   * empty for none.
   */
  public String language() {
    return values.language;
  }

  public NewAccount language(String language) {
    return new NewAccount(values.with(copy -> copy.language = language));
  }

  /**
   * 8 to 1,000 characters, no control characters, not only blanks; not a common password, nor in
   * any case the name, display name, e-mail address or its part before the {@code @}. Null for
   * none.
   */
  public String password() {
    return values.password;
  }

  public NewAccount password(String password) {
    return new NewAccount(values.with(copy -> copy.password = password));
  }

  /** Some of {@link Roles#ALL}; {@link Roles#USER} is added. */
  public List<String> roles() {
    return values.roles;
  }

  public NewAccount roles(String... roles) {
    return roles(List.of(roles));
  }

  public NewAccount roles(Collection<String> roles) {
    return new NewAccount(values.with(copy -> copy.roles = List.copyOf(roles)));
  }

  /** The name only, so that logs contain neither the address nor the password. */
  @Override
  public String toString() {
    return "NewAccount[name=" + name() + "]";
  }

  private static final class Values extends Copyable<Values> {
    private String name;
    private String displayName;
    private String email;
    private String language;
    private String password;
    private List<String> roles = List.of();
  }
}
