package dev.letterbox.user;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.letterbox.api.Account;
import dev.letterbox.api.AccountChange;
import dev.letterbox.api.NewAccount;
import dev.letterbox.api.Roles;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class AccountEntityTest {

  private final AccountEntity alice =
      AccountEntity.open(
          AccountRules.check(NewAccount.named("alice").email("alice@example.org")),
          "hash",
          Instant.EPOCH);

  private Account changed(AccountChange change) {
    alice.apply(AccountRules.check(change));
    return alice.toAccount();
  }

  @Test
  void new_account_is_active_and_has_the_role_user() {
    assertEquals(
        new Account(
            "alice", "alice", "alice@example.org", null, true, List.of(Roles.USER), Instant.EPOCH),
        alice.toAccount());
  }

  @Test
  void change_of_nothing_changes_nothing() {
    Account before = alice.toAccount();

    assertEquals(before, changed(AccountChange.of("alice")));
  }

  @Test
  void each_part_can_be_changed() {
    Account after =
        changed(
            AccountChange.of("alice")
                .displayName("Alice Archer")
                .withoutEmail()
                .language("pt-BR")
                .deactivate()
                .roles(Roles.ADMIN));

    assertEquals(
        new Account(
            "alice",
            "Alice Archer",
            null,
            "pt-BR",
            false,
            List.of(Roles.ADMIN, Roles.USER),
            Instant.EPOCH),
        after);
  }

  @Test
  void roles_that_are_not_named_are_lost() {
    changed(AccountChange.of("alice").roles(Roles.ADMIN, Roles.MODERATOR));

    assertEquals(
        List.of(Roles.BROADCASTER, Roles.USER),
        changed(AccountChange.of("alice").roles(Roles.BROADCASTER)).roles());
  }

  @Test
  void empty_address_takes_it_away() {
    assertNull(changed(AccountChange.of("alice").email("")).email());
  }
}
