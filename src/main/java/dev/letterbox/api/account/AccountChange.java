package dev.letterbox.api.account;

import java.util.Collection;
import java.util.List;

/**
 * A change of an account, built fluently; all other properties keep their value:
 *
 * <pre>{@code
 * accounts.change(AccountChange.of("alice").displayName("Alice Baker").withoutEmail());
 * }</pre>
 *
 * <p>The rules, and the field names of errors, are those of {@link NewAccount}.
 *
 * @param name name of the account
 * @param displayName the new display name; null to keep it
 * @param email the new address; null to keep it, empty for none
 * @param language the new language; null to keep it, empty for none
 * @param active whether the user can log in and be written to; null to keep it
 * @param roles all roles from now on; null to keep them. {@link Roles#USER} is added
 */
public record AccountChange(
    String name,
    String displayName,
    String email,
    String language,
    Boolean active,
    List<String> roles) {

  /**
   * @throws NullPointerException if {@code roles} contains null
   */
  public AccountChange {
    roles = roles == null ? null : List.copyOf(roles);
  }

  /** A change that changes nothing. */
  public static AccountChange of(String name) {
    return new AccountChange(name, null, null, null, null, null);
  }

  public AccountChange displayName(String text) {
    return new AccountChange(name, text, email, language, active, roles);
  }

  public AccountChange email(String address) {
    return new AccountChange(name, displayName, address, language, active, roles);
  }

  public AccountChange withoutEmail() {
    return email("");
  }

  /** The preferred language of notifications, a BCP 47 tag like {@code de}. */
  public AccountChange language(String tag) {
    return new AccountChange(name, displayName, email, tag, active, roles);
  }

  /** The user can log in and be written to. */
  public AccountChange activate() {
    return new AccountChange(name, displayName, email, language, true, roles);
  }

  /** The user can neither log in nor be written to; messages and tokens are kept. */
  public AccountChange deactivate() {
    return new AccountChange(name, displayName, email, language, false, roles);
  }

  /** All roles from now on. */
  public AccountChange roles(String... names) {
    return roles(List.of(names));
  }

  /** All roles from now on. */
  public AccountChange roles(Collection<String> names) {
    return new AccountChange(name, displayName, email, language, active, List.copyOf(names));
  }
}
