package dev.letterbox.webhook;

import java.net.UnknownHostException;

/** A host has an address that is not public; treated like an unknown host. */
class PrivateAddressException extends UnknownHostException {

  private static final long serialVersionUID = 1L;

  PrivateAddressException() {
    super("The URL resolves to a private address");
  }
}
