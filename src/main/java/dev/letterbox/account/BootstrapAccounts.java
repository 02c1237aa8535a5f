package dev.letterbox.account;

import dev.letterbox.api.ConflictException;
import dev.letterbox.api.InvalidInputException;
import dev.letterbox.api.account.NewAccount;
import dev.letterbox.api.account.Roles;
import dev.letterbox.shared.config.Setting;
import dev.letterbox.shared.config.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Sees to it at start that somebody can log in: an administrator, or in demo mode users with a
 * password that everybody knows.
 */
@ApplicationScoped
public class BootstrapAccounts {

  private static final Logger LOG = Logger.getLogger(BootstrapAccounts.class.getName());

  private static final String ADMIN_NAME = "admin";
  private static final String DEMO_PASSWORD = "demo";

  private static final List<NewAccount> DEMO_ACCOUNTS =
      List.of(
          demoAccount("alice", "Alice Archer"),
          demoAccount("bob", "Bob Brewer"),
          demoAccount("carol", "Carol Cooper"),
          demoAccount("mona", "Mona Miller", Roles.MODERATOR),
          demoAccount("bruno", "Bruno Baker", Roles.BROADCASTER),
          demoAccount("ada", "Ada Abbott", Roles.ADMIN));

  @Inject private AccountBootstrap bootstrap;
  @Inject private PasswordHasher passwordHasher;
  @Inject private Settings settings;

  /**
   * Opens the accounts that are missing; to be called once at each start, when the schema is there.
   * Another node that does the same at the same time does no harm. Each account is opened in a
   * transaction of its own, whatever the caller's.
   *
   * @throws IllegalArgumentException when the password for the first administrator is too short
   */
  public void createMissing() {
    String adminPassword = settings.get(Setting.ADMIN_PASSWORD);
    if (!adminPassword.isEmpty()) {
      validateAdminPassword(adminPassword);
    }
    passwordHasher.dummyHash();
    if (settings.get(Setting.DEMO)) {
      createDemoAccounts();
    } else if (!bootstrap.hasAdministrator()) {
      createAdministrator(adminPassword);
    }
  }

  private void createDemoAccounts() {
    List<NewAccount> missing =
        DEMO_ACCOUNTS.stream().filter(account -> !bootstrap.exists(account.name())).toList();
    if (!missing.isEmpty()) {
      String hash = passwordHasher.hash(DEMO_PASSWORD);
      missing.forEach(
          account -> createIfAbsent(account, input -> bootstrap.createForDemo(input, hash)));
    }
  }

  private void createAdministrator(String password) {
    if (password.isEmpty()) {
      LOG.log(
          Level.WARNING,
          "Nobody can administer accounts yet. Set {0} (environment variable {1}) to a password of"
              + " at least {2} characters and start again: that makes an account {3}.",
          new Object[] {
            Setting.ADMIN_PASSWORD.key(),
            "LETTERBOX_ADMIN_PASSWORD",
            AccountValidator.MIN_PASSWORD_LENGTH,
            ADMIN_NAME
          });
      return;
    }
    NewAccount admin = newAccount(ADMIN_NAME, "Administrator", Roles.ADMIN);
    String hash = passwordHasher.hash(password);
    createIfAbsent(admin, input -> bootstrap.createOrRestoreAdministrator(input, hash));
    LOG.log(Level.INFO, "The account {0} administers Letterbox.", ADMIN_NAME);
  }

  private static void validateAdminPassword(String password) {
    try {
      AccountValidator.validatePassword(password);
    } catch (InvalidInputException e) {
      String errorText = String.join(" ", e.errors().get("password"));
      throw new IllegalArgumentException(
          "Setting " + Setting.ADMIN_PASSWORD.key() + ": " + errorText, e);
    }
  }

  /** Another node may have been faster since we looked. */
  private static void createIfAbsent(NewAccount account, Consumer<NewAccount> creation) {
    try {
      creation.accept(account);
    } catch (ConflictException e) {
      LOG.log(Level.FINE, "Another node has opened the account {0}", account.name());
    }
  }

  private static NewAccount demoAccount(String name, String displayName, String... roles) {
    return newAccount(name, displayName, roles).email(name + "@example.org");
  }

  private static NewAccount newAccount(String name, String displayName, String... roles) {
    return AccountValidator.validate(NewAccount.named(name).displayName(displayName).roles(roles));
  }
}
