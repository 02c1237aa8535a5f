package dev.letterbox.webhook;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Resolves a host to one or more addresses. */
@FunctionalInterface
interface HostResolver {

  /** Uses the name service of the operating system. */
  HostResolver SYSTEM = host -> List.of(InetAddress.getAllByName(host));

  List<InetAddress> resolve(String host) throws UnknownHostException;

  /** Parses a numeric address; makes no request to a name service. */
  static InetAddress parseLiteral(String literal) {
    try {
      return InetAddress.getByName(literal);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
