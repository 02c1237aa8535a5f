package dev.letterbox.user;

import dev.letterbox.api.AccountExistsException;
import dev.letterbox.api.InvalidInputException;
import dev.letterbox.api.NewAccount;
import dev.letterbox.api.Roles;
import dev.letterbox.shared.Setting;
import dev.letterbox.shared.Settings;
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
public class FirstAccounts {

  private static final Logger LOG = Logger.getLogger(FirstAccounts.class.getName());

  private static final String ADMIN = "admin";
  private static final String DEMO_PASSWORD = "demo";

  private static final List<NewAccount> DEMO_ACCOUNTS =
      List.of(
          demo("alice", "Alice Archer"),
          demo("bob", "Bob Brewer"),
          demo("carol", "Carol Cooper"),
          demo("mona", "Mona Miller", Roles.MODERATOR),
          demo("bruno", "Bruno Baker", Roles.BROADCASTER),
          demo("ada", "Ada Abbott", Roles.ADMIN));

  @Inject private AccountOpening opening;
  @Inject private Passwords passwords;
  @Inject private Settings settings;

  /**
   * Opens the accounts that are missing; to be called once at each start, when the schema is there.
   * Another node that does the same at the same time does no harm. Each account is opened in a
   * transaction of its own, whatever the caller's.
   *
   * @throws IllegalArgumentException when the password for the first administrator is too short
   */
  public void prepare() {
    passwords.nobodysHash();
    if (settings.get(Setting.DEMO)) {
      openDemoAccounts();
    } else if (!opening.hasAdministrator()) {
      openAdministrator(settings.get(Setting.ADMIN_PASSWORD));
    }
  }

  private void openDemoAccounts() {
    List<NewAccount> missing =
        DEMO_ACCOUNTS.stream().filter(account -> !opening.isThere(account.name())).toList();
    if (!missing.isEmpty()) {
      String hash = passwords.hash(DEMO_PASSWORD);
      missing.forEach(account -> unlessThere(account, input -> opening.openForDemo(input, hash)));
    }
  }

  private void openAdministrator(String password) {
    if (password.isEmpty()) {
      LOG.log(
          Level.WARNING,
          "Nobody can administer accounts yet. Set {0} (environment variable {1}) to a password of"
              + " at least {2} characters and start again: that makes an account {3}.",
          new Object[] {
            Setting.ADMIN_PASSWORD.key(),
            "LETTERBOX_ADMIN_PASSWORD",
            AccountRules.MIN_PASSWORD,
            ADMIN
          });
      return;
    }
    checkPassword(password);
    NewAccount admin = account(ADMIN, "Administrator", Roles.ADMIN);
    String hash = passwords.hash(password);
    unlessThere(admin, input -> opening.openAdministrator(input, hash));
    LOG.log(Level.INFO, "The account {0} administers Letterbox.", ADMIN);
  }

  private static void checkPassword(String password) {
    try {
      AccountRules.checkPassword(password);
    } catch (InvalidInputException e) {
      String texts = String.join(" ", e.errors().get("password"));
      throw new IllegalArgumentException(
          "Setting " + Setting.ADMIN_PASSWORD.key() + ": " + texts, e);
    }
  }

  /** Another node may have been faster since we looked. */
  private static void unlessThere(NewAccount account, Consumer<NewAccount> work) {
    try {
      work.accept(account);
    } catch (AccountExistsException e) {
      LOG.log(Level.FINE, "Another node has opened the account {0}", account.name());
    }
  }

  private static NewAccount demo(String name, String displayName, String... roles) {
    return account(name, displayName, roles).email(name + "@example.org");
  }

  private static NewAccount account(String name, String displayName, String... roles) {
    return AccountRules.check(NewAccount.named(name).displayName(displayName).roles(roles));
  }
}
