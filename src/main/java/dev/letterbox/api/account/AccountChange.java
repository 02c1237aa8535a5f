package dev.letterbox.api.account;

import java.util.Collection;
import java.util.List;

/**
 * What shall be different about an account, built fluently; the rest stays as it is:
 *
 * <pre>{@code
 * accounts.change(AccountChange.of("alice").displayName("Alice Baker").withoutEmail());
 * }</pre>
 *
 * <p>Its rules, and the fields that errors name, are those of {@link NewAccount}.
 *
 * @param name whose account; the name itself never changes
 * @param displayName the new one; null to keep it
 * @param email the new one; null to keep it, empty to have none
 * @param language the new one; null to keep it, empty to have none
 * @param active whether the user may log in and be written to; null to keep it
 * @param roles all roles from now on; null to keep them. {@link Roles#USER} is added
 */
public record AccountChange(
    String name,
    String displayName,
    String email,
    String language,
    Boolean active,
    List<String> roles) {

  public AccountChange {
    roles = roles == null ? null : List.copyOf(roles);
  }

  /** A change of this account that changes nothing as yet. */
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

  /** The language that the user wants to be written in, as a BCP 47 tag like {@code de}. */
  public AccountChange language(String tag) {
    return new AccountChange(name, displayName, email, tag, active, roles);
  }

  /** The user may log in and be written to. */
  public AccountChange activate() {
    return new AccountChange(name, displayName, email, language, true, roles);
  }

  /** The user may neither log in nor be written to; messages and tokens are kept. */
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
