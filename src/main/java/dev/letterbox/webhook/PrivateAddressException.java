package dev.letterbox.webhook;

import java.net.UnknownHostException;

/** A host leads to an address that is not public, so it is as if nobody knew it. */
class PrivateAddressException extends UnknownHostException {

  private static final long serialVersionUID = 1L;

  PrivateAddressException() {
    super("The URL leads to a private address");
  }
}
