package dev.letterbox.account;

import dev.letterbox.api.account.Account;
import dev.letterbox.api.account.AccountChange;
import dev.letterbox.api.account.NewAccount;
import dev.letterbox.shared.text.SearchKey;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.NamedQuery;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * An account of the built-in directory.
 *
 * <p>An account is created by an administrator, at the first start, or for a demonstration. It is
 * active, and its name never changes, because messages refer to it. Without a password its user can
 * log in by tokens only. Administrators change display name, e-mail address and roles; the user or
 * an administrator changes password and language.
 *
 * <p>An account for a demonstration has a published password, so it can log in in demo mode only,
 * until its password is changed: that makes it an ordinary account.
 *
 * <p>A deactivated account keeps its name, so that no other user gets its messages, and can be
 * activated again. An account is deleted when its user is erased.
 */
@Entity(name = "Account")
@Table(name = "lb_account")
@NamedQuery(
    name = AccountEntity.NAMES_WITH_ROLE,
    query =
        "select a.name from Account a"
            + " where a.active = true and a.demo in (false, :demo) and :role member of a.roles")
class AccountEntity {

  /**
   * Names of active accounts with the role {@code role}; with those for a demonstration if {@code
   * demo} is true.
   */
  static final String NAMES_WITH_ROLE = "Account.namesWithRole";

  @Id
  @Column(name = "name")
  private String name;

  @Column(name = "display_name")
  private String displayName;

  @Column(name = "email")
  private String email;

  @Column(name = "language")
  private String language;

  @Column(name = "search_name")
  private String searchName;

  @Column(name = "search_display_name")
  private String searchDisplayName;

  @Column(name = "password_hash")
  private String passwordHash;

  @Column(name = "active")
  private boolean active;

  @Column(name = "demo")
  private boolean demo;

  @Column(name = "created_at")
  private Instant createdAt;

  @ElementCollection
  @CollectionTable(name = "lb_account_role", joinColumns = @JoinColumn(name = "account"))
  @Column(name = "role")
  private Set<String> roles = new HashSet<>();

  @Version
  @Column(name = "version")
  private int version;

  /** For JPA. */
  protected AccountEntity() {}

  /**
   * Creates an account.
   *
   * @param input valid
   * @param passwordHash null for no password
   */
  static AccountEntity create(NewAccount input, String passwordHash, Instant now) {
    AccountEntity account = new AccountEntity();
    account.name = input.name();
    account.searchName = SearchKey.of(input.name());
    account.setDisplayName(input.displayName());
    account.email = input.email();
    account.language = input.language();
    account.passwordHash = passwordHash;
    account.active = true;
    account.createdAt = now;
    account.roles.addAll(input.roles());
    return account;
  }

  /** Creates an account with a published password. */
  static AccountEntity createForDemo(NewAccount input, String passwordHash, Instant now) {
    AccountEntity account = create(input, passwordHash, now);
    account.demo = true;
    return account;
  }

  /** Changes the fields that the change sets. */
  void apply(AccountChange change) {
    if (change.displayName() != null) {
      setDisplayName(change.displayName());
    }
    if (change.email() != null) {
      email = change.email().isEmpty() ? null : change.email();
    }
    if (change.language() != null) {
      language = change.language().isEmpty() ? null : change.language();
    }
    if (change.active() != null) {
      active = change.active();
    }
    if (change.roles() != null) {
      replaceRoles(change.roles());
    }
  }

  /**
   * Checks that a password differs from what others know of the user.
   *
   * @throws dev.letterbox.api.InvalidInputException naming the password
   */
  void validateNewPassword(String password) {
    AccountValidator.validatePassword(password, name, displayName, email);
  }

  /** Replaces the password; the account becomes an ordinary one. */
  void changePassword(String newHash) {
    passwordHash = newHash;
    demo = false;
  }

  boolean isActiveWithRole(String role) {
    return active && roles.contains(role);
  }

  /** Activates the account and adds a role. */
  void reactivateWithRole(String role) {
    active = true;
    roles.add(role);
  }

  Account toAccount() {
    return new Account(
        name, displayName, email, language, active, roles.stream().sorted().toList(), createdAt);
  }

  private void setDisplayName(String newDisplayName) {
    displayName = newDisplayName;
    searchDisplayName = SearchKey.of(newDisplayName);
  }

  private void replaceRoles(List<String> newRoles) {
    roles.retainAll(newRoles);
    roles.addAll(newRoles);
  }
}
