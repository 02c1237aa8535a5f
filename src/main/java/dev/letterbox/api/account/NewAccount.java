package dev.letterbox.api.account;

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
 *
 * @param name 1 to 255 characters; no control characters, no colon, no surrounding blanks, not
 *     starting with {@code erased-}; case-sensitive
 * @param displayName one line, 1 to 255 characters; surrounding blanks are removed; null for the
 *     name
 * @param email at most 254 characters; null or empty for none
 * @param language preferred language of notifications, a BCP 47 tag like {@code de} or {@code
 *     pt-BR}; null or empty for none
 * @param password 8 to 1,000 characters, no control characters; null for none
 * @param roles some of {@link Roles#ALL}; {@link Roles#USER} is added
 */
public record NewAccount(
    String name,
    String displayName,
    String email,
    String language,
    String password,
    List<String> roles) {

  /**
   * @throws NullPointerException if {@code roles} is or contains null
   */
  public NewAccount {
    roles = List.copyOf(roles);
  }

  /** An account with this name and the defaults. */
  public static NewAccount named(String name) {
    return new NewAccount(name, null, null, null, null, List.of());
  }

  public NewAccount displayName(String text) {
    return new NewAccount(name, text, email, language, password, roles);
  }

  public NewAccount email(String address) {
    return new NewAccount(name, displayName, address, language, password, roles);
  }

  public NewAccount language(String tag) {
    return new NewAccount(name, displayName, email, tag, password, roles);
  }

  public NewAccount password(String text) {
    return new NewAccount(name, displayName, email, language, text, roles);
  }

  public NewAccount roles(String... names) {
    return roles(List.of(names));
  }

  public NewAccount roles(Collection<String> names) {
    return new NewAccount(name, displayName, email, language, password, List.copyOf(names));
  }

  /** Without the password, so that logs do not contain it. */
  @Override
  public String toString() {
    return "NewAccount[name="
        + name
        + ", displayName="
        + displayName
        + ", email="
        + email
        + ", language="
        + language
        + ", roles="
        + roles
        + "]";
  }
}
