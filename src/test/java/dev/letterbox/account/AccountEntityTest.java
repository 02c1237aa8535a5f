package dev.letterbox.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.letterbox.api.account.Account;
import dev.letterbox.api.account.AccountChange;
import dev.letterbox.api.account.NewAccount;
import dev.letterbox.api.account.Roles;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class AccountEntityTest {

  private final AccountEntity alice =
      AccountEntity.create(
          AccountValidator.validate(NewAccount.named("alice").email("alice@example.org")),
          "hash",
          Instant.EPOCH);

  private Account applyChange(AccountChange change) {
    alice.apply(AccountValidator.validate(change));
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
  void empty_change_changes_nothing() {
    Account before = alice.toAccount();

    assertEquals(before, applyChange(AccountChange.of("alice")));
  }

  @Test
  void each_part_can_be_changed() {
    Account after =
        applyChange(
            AccountChange.of("alice")
                .displayName("Alice Archer")
                .email("")
                .language("pt-BR")
                .active(false)
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
  void roles_not_in_the_change_are_removed() {
    applyChange(AccountChange.of("alice").roles(Roles.ADMIN, Roles.MODERATOR));

    assertEquals(
        List.of(Roles.BROADCASTER, Roles.USER),
        applyChange(AccountChange.of("alice").roles(Roles.BROADCASTER)).roles());
  }

  @Test
  void empty_address_removes_the_address() {
    assertNull(applyChange(AccountChange.of("alice").email("")).email());
  }
}
