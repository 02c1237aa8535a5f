package dev.letterbox.api.account;

import dev.letterbox.api.LetterboxException;

/** There is no such token, or it is not one that this user may revoke; the two look the same. */
public class TokenNotFoundException extends LetterboxException {

  private static final long serialVersionUID = 1L;

  private final String tokenId;

  public TokenNotFoundException(String tokenId) {
    super("No token " + tokenId + " for this user");
    this.tokenId = tokenId;
  }

  public String tokenId() {
    return tokenId;
  }
}
