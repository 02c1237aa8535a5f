package dev.letterbox.webhook;

import java.io.IOException;

/** A host leads to an address that is not public. */
class PrivateAddressException extends IOException {

  private static final long serialVersionUID = 1L;

  PrivateAddressException() {
    super("The URL leads to a private address");
  }
}
