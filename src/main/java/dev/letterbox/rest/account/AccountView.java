package dev.letterbox.rest.account;

import dev.letterbox.api.account.Account;
import java.time.Instant;
import java.util.List;

/** An account as administrators see it. */
public record AccountView(
    String name,
    String displayName,
    String email,
    String language,
    boolean active,
    List<String> roles,
    Instant created) {

  static AccountView of(Account account) {
    return new AccountView(
        account.name(),
        account.displayName(),
        account.email(),
        account.language(),
        account.active(),
        account.roles(),
        account.createdAt());
  }
}
