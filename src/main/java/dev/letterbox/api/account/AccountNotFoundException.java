package dev.letterbox.api.account;

import dev.letterbox.api.LetterboxException;

/** There is no account of this name in the built-in directory. */
public class AccountNotFoundException extends LetterboxException {

  private static final long serialVersionUID = 1L;

  private final String name;

  public AccountNotFoundException(String name) {
    super("No account \"" + name + "\"");
    this.name = name;
  }

  public String name() {
    return name;
  }
}
