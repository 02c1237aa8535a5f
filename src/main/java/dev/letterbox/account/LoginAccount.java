package dev.letterbox.account;

import java.util.Set;

/**
 * The part of an account that log-in needs; possibly cached.
 *
 * @param passwordHash null for no password
 * @param mayLogIn whether it is active, and not for a demonstration outside of demo mode
 */
record LoginAccount(String name, Set<String> roles, String passwordHash, boolean mayLogIn) {

  LoginAccount {
    roles = Set.copyOf(roles);
  }

  /** Without the hash, to keep it out of logs. */
  @Override
  public String toString() {
    return "LoginAccount[name=" + name + ", roles=" + roles + ", mayLogIn=" + mayLogIn + "]";
  }
}
