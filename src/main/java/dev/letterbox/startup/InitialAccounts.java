package dev.letterbox.startup;

import dev.letterbox.account.AccountBootstrap;
import dev.letterbox.api.InvalidInputException;
import dev.letterbox.api.account.NewAccount;
import dev.letterbox.api.account.Roles;
import dev.letterbox.shared.config.Setting;
import dev.letterbox.shared.config.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Creates the accounts without which no user could log in: the first administrator, or in demo mode
 * users with a published password.
 */
@ApplicationScoped
class InitialAccounts {

  private static final Logger LOG = Logger.getLogger(InitialAccounts.class.getName());

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

  @Inject private AccountBootstrap accounts;
  @Inject private Settings settings;

  /**
   * Creates the missing accounts. Several nodes may do so at the same time.
   *
   * @throws IllegalArgumentException when the password for the first administrator is invalid
   */
  void createMissing() {
    String adminPassword = settings.get(Setting.ADMIN_PASSWORD);
    if (!adminPassword.isEmpty()) {
      validateAdminPassword(adminPassword);
    }
    if (settings.get(Setting.DEMO)) {
      accounts.createMissingForDemo(DEMO_ACCOUNTS, DEMO_PASSWORD);
    } else if (!accounts.hasAdministrator()) {
      createAdministrator(adminPassword);
    }
  }

  private void createAdministrator(String password) {
    if (password.isEmpty()) {
      LOG.log(
          Level.WARNING,
          "There is no administrator yet. Set {0} (environment variable {1}) to a password of at"
              + " least 8 characters and restart: that creates the account {2}.",
          new Object[] {
            Setting.ADMIN_PASSWORD.key(),
            Setting.environmentVariable(Setting.ADMIN_PASSWORD.key()),
            ADMIN_NAME
          });
      return;
    }
    accounts.createOrRestoreAdministrator(
        NewAccount.named(ADMIN_NAME).displayName("Administrator"), password);
    LOG.log(Level.INFO, "The account {0} is an administrator.", ADMIN_NAME);
  }

  private void validateAdminPassword(String password) {
    try {
      accounts.validatePassword(password);
    } catch (InvalidInputException e) {
      String errorText = String.join(" ", e.errors().get("password"));
      throw new IllegalArgumentException(
          "Setting " + Setting.ADMIN_PASSWORD.key() + ": " + errorText, e);
    }
  }

  private static NewAccount demoAccount(String name, String displayName, String... roles) {
    return NewAccount.named(name)
        .displayName(displayName)
        .roles(roles)
        .email(name + "@example.org");
  }
}
