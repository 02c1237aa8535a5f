package dev.letterbox.api.account;

import dev.letterbox.api.LetterboxException;

/** There is an account of this name already, active or not; nothing was changed. */
public class AccountExistsException extends LetterboxException {

  private static final long serialVersionUID = 1L;

  private final String name;

  public AccountExistsException(String name) {
    super("There is already an account \"" + name + "\"");
    this.name = name;
  }

  public String name() {
    return name;
  }
}
