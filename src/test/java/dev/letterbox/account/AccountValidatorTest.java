package dev.letterbox.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.letterbox.api.InvalidInputException;
import dev.letterbox.api.account.AccountChange;
import dev.letterbox.api.account.NewAccount;
import dev.letterbox.api.account.Roles;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccountValidatorTest {

  private static final NewAccount ALICE = NewAccount.named("alice").password("correct horse");

  private static Set<String> invalidFields(NewAccount input) {
    return assertThrows(InvalidInputException.class, () -> AccountValidator.validate(input))
        .errors()
        .keySet();
  }

  @Test
  void account_with_only_a_name_gets_the_defaults() {
    NewAccount valid = AccountValidator.validate(NewAccount.named("alice"));

    assertEquals("alice", valid.displayName());
    assertNull(valid.email());
    assertNull(valid.password());
    assertEquals(List.of(Roles.USER), valid.roles());
  }

  @Test
  void all_account_errors_are_reported_together() {
    NewAccount input =
        NewAccount.named("a:b").displayName(" ").email("nowhere").password("short").roles("king");

    assertEquals(
        Set.of("name", "display_name", "email", "password", "roles"), invalidFields(input));
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "", " ", " a", "a ", "\u00a0a", "a\u3000", "a:b", "a\nb", "a\0", "\ud800", "a\u2028"
      })
  void invalid_name_is_rejected_and_never_queried(String name) {
    assertEquals(Set.of("name"), invalidFields(NewAccount.named(name).displayName("Alice")));
    assertFalse(AccountValidator.isPossibleName(name));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "Alice Archer",
        "alice@example.org",
        "J\u00fcrgen",
        "\ud83d\ude00",
        "%_\\'\""
      })
  void valid_name_is_accepted_and_queried(String name) {
    assertEquals(name, AccountValidator.validate(NewAccount.named(name)).name());
    assertTrue(AccountValidator.isPossibleName(name));
  }

  @Test
  void length_of_a_name_is_measured_in_code_points() {
    String longest = "\ud83d\ude00".repeat(255);

    assertEquals(longest, AccountValidator.validate(NewAccount.named(longest)).name());
    assertTrue(AccountValidator.isPossibleName(longest));
    assertEquals(Set.of("name"), invalidFields(NewAccount.named(longest + "x")));
    assertFalse(AccountValidator.isPossibleName(longest + "x"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a@b", "alice.archer+lunch@example.org", "j\u00fcrgen@b\u00fccher.example"})
  void valid_address_is_accepted(String email) {
    assertEquals(email, AccountValidator.validate(ALICE.email(email)).email());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "@b",
        "a@",
        "a@b@c",
        "a b@c",
        "a@b\r\nBcc: c@d",
        "a@b,c",
        "<a@b>",
        "a@b\0",
        " "
      })
  void invalid_address_is_rejected(String email) {
    assertEquals(Set.of("email"), invalidFields(ALICE.email(email)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"de", "pt-BR", "zh-Hant", "zh-Hant-TW", "es-419", "gsw"})
  void valid_language_is_accepted(String tag) {
    assertEquals(tag, AccountValidator.validate(ALICE.language(tag)).language());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"d", "DE", "de_AT", "de-at", "../x", "de-AT-1996", "de\n", "\u560d\u560a", " "})
  void invalid_language_is_rejected(String tag) {
    assertEquals(Set.of("language"), invalidFields(ALICE.language(tag)));
  }

  @Test
  void address_has_at_most_254_characters() {
    assertEquals(Set.of("email"), invalidFields(ALICE.email("a@" + "b".repeat(253))));
    AccountValidator.validate(ALICE.email("a@" + "b".repeat(252)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1234567", "12345678\n", "12345678\0", "12345678\udc00"})
  void invalid_password_is_rejected(String password) {
    assertEquals(Set.of("password"), invalidFields(ALICE.password(password)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "password",
        "PassWord1",
        "12345678",
        "Administrator",
        "qwertyuiop",
        "        ",
        "\u3000\u00a0      ",
        "alice.archer",
        "Alice.Archer",
        "ALICE THE ARCHER",
        "archer.a@example.org",
        "archer.a"
      })
  void common_or_blank_password_and_names_of_the_user_are_rejected(String password) {
    NewAccount account =
        NewAccount.named("alice.archer")
            .displayName("Alice the Archer")
            .email("archer.a@example.org");

    assertEquals(Set.of("password"), invalidFields(account.password(password)));
    assertThrows(
        InvalidInputException.class,
        () ->
            AccountValidator.validatePassword(
                password, "alice.archer", "Alice the Archer", "archer.a@example.org"));
  }

  @Test
  void password_may_contain_a_common_one_or_a_name() {
    AccountValidator.validate(ALICE.password("alice likes password 12345678"));
    AccountValidator.validatePassword("a long one", "alice", null, "");
  }

  @Test
  void password_has_at_most_1000_characters() {
    AccountValidator.validatePassword("x".repeat(1000));
    assertThrows(
        InvalidInputException.class, () -> AccountValidator.validatePassword("x".repeat(1001)));
  }

  @Test
  void role_user_cannot_be_removed() {
    AccountChange change =
        AccountValidator.validate(AccountChange.of("alice").roles(Roles.MODERATOR));

    assertEquals(List.of(Roles.MODERATOR, Roles.USER), change.roles());
  }

  @Test
  void change_keeps_fields_that_are_not_set() {
    AccountChange change = AccountValidator.validate(AccountChange.of("alice"));

    assertEquals("alice", change.name());
    assertNull(change.displayName());
    assertNull(change.email());
    assertNull(change.language());
    assertNull(change.active());
    assertNull(change.roles());
  }

  @Test
  void label_is_required() {
    assertEquals("laptop", AccountValidator.validateLabel(" laptop "));
    assertThrows(InvalidInputException.class, () -> AccountValidator.validateLabel(" "));
    assertThrows(
        InvalidInputException.class, () -> AccountValidator.validateLabel("x".repeat(101)));
  }
}
