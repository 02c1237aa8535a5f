package dev.letterbox.user;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.letterbox.api.AccountChange;
import dev.letterbox.api.InvalidInputException;
import dev.letterbox.api.NewAccount;
import dev.letterbox.api.Roles;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccountRulesTest {

  private static final NewAccount ALICE = NewAccount.named("alice").password("correct horse");

  private static Set<String> wrongFields(NewAccount input) {
    return assertThrows(InvalidInputException.class, () -> AccountRules.check(input))
        .errors()
        .keySet();
  }

  @Test
  void account_of_a_name_only_gets_the_defaults() {
    NewAccount valid = AccountRules.check(NewAccount.named("alice"));

    assertEquals("alice", valid.displayName());
    assertNull(valid.email());
    assertNull(valid.password());
    assertEquals(List.of(Roles.USER), valid.roles());
  }

  @Test
  void all_errors_come_together() {
    NewAccount input =
        NewAccount.named("a:b").displayName(" ").email("nowhere").password("short").roles("king");

    assertEquals(Set.of("name", "display_name", "email", "password", "roles"), wrongFields(input));
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "", " ", " a", "a ", "\u00a0a", "a\u3000", "a:b", "a\nb", "a\0", "\ud800", "a\u2028"
      })
  void such_a_name_is_refused_and_never_looked_up(String name) {
    assertEquals(Set.of("name"), wrongFields(NewAccount.named(name).displayName("Alice")));
    assertFalse(AccountRules.isPossibleName(name));
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
  void such_a_name_is_accepted_and_looked_up(String name) {
    assertEquals(name, AccountRules.check(NewAccount.named(name)).name());
    assertTrue(AccountRules.isPossibleName(name));
  }

  @Test
  void name_is_measured_in_characters() {
    String longest = "\ud83d\ude00".repeat(255);

    assertEquals(longest, AccountRules.check(NewAccount.named(longest)).name());
    assertTrue(AccountRules.isPossibleName(longest));
    assertEquals(Set.of("name"), wrongFields(NewAccount.named(longest + "x")));
    assertFalse(AccountRules.isPossibleName(longest + "x"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a@b", "alice.archer+lunch@example.org", "j\u00fcrgen@b\u00fccher.example"})
  void such_an_address_is_accepted(String email) {
    assertEquals(email, AccountRules.check(ALICE.email(email)).email());
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
  void such_an_address_is_refused(String email) {
    assertEquals(Set.of("email"), wrongFields(ALICE.email(email)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"de", "pt-BR", "zh-Hant", "zh-Hant-TW", "es-419", "gsw"})
  void such_a_language_is_accepted(String tag) {
    assertEquals(tag, AccountRules.check(ALICE.language(tag)).language());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"d", "DE", "de_AT", "de-at", "../x", "de-AT-1996", "de\n", "\u560d\u560a", " "})
  void such_a_language_is_refused(String tag) {
    assertEquals(Set.of("language"), wrongFields(ALICE.language(tag)));
  }

  @Test
  void address_has_at_most_254_characters() {
    assertEquals(Set.of("email"), wrongFields(ALICE.email("a@" + "b".repeat(253))));
    AccountRules.check(ALICE.email("a@" + "b".repeat(252)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1234567", "12345678\n", "12345678\0", "12345678\udc00"})
  void such_a_password_is_refused(String password) {
    assertEquals(Set.of("password"), wrongFields(ALICE.password(password)));
  }

  @Test
  void password_has_at_most_1000_characters() {
    AccountRules.checkPassword("x".repeat(1000));
    assertThrows(InvalidInputException.class, () -> AccountRules.checkPassword("x".repeat(1001)));
  }

  @Test
  void role_user_cannot_be_lost() {
    AccountChange change = AccountRules.check(AccountChange.of("alice").roles(Roles.MODERATOR));

    assertEquals(List.of(Roles.MODERATOR, Roles.USER), change.roles());
  }

  @Test
  void change_leaves_alone_what_it_does_not_mention() {
    AccountChange change = AccountRules.check(AccountChange.of("alice"));

    assertEquals(AccountChange.of("alice"), change);
  }

  @Test
  void label_is_needed() {
    assertEquals("laptop", AccountRules.checkLabel(" laptop "));
    assertThrows(InvalidInputException.class, () -> AccountRules.checkLabel(" "));
    assertThrows(InvalidInputException.class, () -> AccountRules.checkLabel("x".repeat(101)));
  }
}
