package dev.letterbox.api.account;

import dev.letterbox.api.LetterboxException;

/** There is no user of this name. */
public class UserNotFoundException extends LetterboxException {

  private static final long serialVersionUID = 1L;

  private final String name;

  public UserNotFoundException(String name) {
    super("No user " + name);
    this.name = name;
  }

  public String name() {
    return name;
  }
}
