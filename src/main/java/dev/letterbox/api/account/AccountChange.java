package dev.letterbox.api.account;

import dev.letterbox.api.internal.Copyable;
import java.util.Collection;
import java.util.List;

/**
 * A change of an account, built fluently; all other properties keep their value:
 *
 * <pre>{@code
 * accounts.change(AccountChange.of("alice").displayName("Alice Baker").email(""));
 * }</pre>
 *
 * <p>The rules, and the field names of errors, are those of {@link NewAccount}.
 */
public final class AccountChange {

  private final Values values;

  private AccountChange(Values values) {
    this.values = values;
  }

  /** A change that changes nothing. */
  public static AccountChange of(String name) {
    return new AccountChange(new Values().with(copy -> copy.name = name));
  }

  /** Name of the account. */
  public String name() {
    return values.name;
  }

  /** The new display name; null to keep it. */
  public String displayName() {
    return values.displayName;
  }

  public AccountChange displayName(String displayName) {
    return new AccountChange(values.with(copy -> copy.displayName = displayName));
  }

  /** The new address; null to keep it, empty for none. */
  public String email() {
    return values.email;
  }

  public AccountChange email(String email) {
    return new AccountChange(values.with(copy -> copy.email = email));
  }

  /** The new language; null to keep it, empty for none. */
  public String language() {
    return values.language;
  }

  public AccountChange language(String language) {
    return new AccountChange(values.with(copy -> copy.language = language));
  }

  /**
   * Whether the user can log in and be written to; messages and tokens are kept. Null to keep it.
   */
  public Boolean active() {
    return values.active;
  }

  public AccountChange active(Boolean active) {
    return new AccountChange(values.with(copy -> copy.active = active));
  }

  /** All roles from now on; null to keep them. {@link Roles#USER} is added. */
  public List<String> roles() {
    return values.roles;
  }

  public AccountChange roles(String... roles) {
    return roles(List.of(roles));
  }

  public AccountChange roles(Collection<String> roles) {
    return new AccountChange(
        values.with(copy -> copy.roles = roles == null ? null : List.copyOf(roles)));
  }

  private static final class Values extends Copyable<Values> {
    private String name;
    private String displayName;
    private String email;
    private String language;
    private Boolean active;
    private List<String> roles;
  }
}
