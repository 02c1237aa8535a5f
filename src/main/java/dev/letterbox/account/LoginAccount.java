package dev.letterbox.account;

import java.util.Set;

/**
 * What a log-in needs to know of an account, as it was a moment ago.
 *
 * @param passwordHash null when it has no password
 * @param mayLogIn whether its user may log in at all
 */
record LoginAccount(String name, Set<String> roles, String passwordHash, boolean mayLogIn) {

  LoginAccount {
    roles = Set.copyOf(roles);
  }

  /** Everything but the hash, so that it gets into no log. */
  @Override
  public String toString() {
    return "LoginAccount[name=" + name + ", roles=" + roles + ", mayLogIn=" + mayLogIn + "]";
  }
}
