package dev.letterbox.webhook;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Finds the addresses of a host, one or more of them. */
@FunctionalInterface
interface HostResolver {

  /** By the name service of the operating system. */
  HostResolver SYSTEM = host -> List.of(InetAddress.getAllByName(host));

  List<InetAddress> resolve(String host) throws UnknownHostException;

  /** An address that is written as numbers, without asking anybody. */
  static InetAddress parseLiteral(String literal) {
    try {
      return InetAddress.getByName(literal);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
