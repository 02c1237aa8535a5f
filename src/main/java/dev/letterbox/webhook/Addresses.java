package dev.letterbox.webhook;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Finds the addresses of a host, one or more of them. */
@FunctionalInterface
interface Addresses {

  /** By the name service of the operating system. */
  Addresses OF_SYSTEM = host -> List.of(InetAddress.getAllByName(host));

  List<InetAddress> of(String host) throws UnknownHostException;

  /** An address that is written as numbers, without asking anybody. */
  static InetAddress ofLiteral(String text) {
    try {
      return InetAddress.getByName(text);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
