package dev.letterbox.shared.security;

import dev.letterbox.shared.config.Setting;
import dev.letterbox.shared.config.Settings;
import jakarta.servlet.http.HttpServletRequest;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Enumeration;
import java.util.HexFormat;

/**
 * The trusted address of a client: the peer of the connection, or the last address in the header
 * {@code letterbox.visitors.client-header}, which a proxy sets. Clients can forge the addresses
 * before the last one.
 */
public final class ClientAddress {

  /** A client can choose any address in its IPv6 network of 64 bits. */
  private static final int NETWORK_BYTES = 8;

  private ClientAddress() {}

  public static String of(HttpServletRequest request, Settings settings) {
    String header = settings.get(Setting.CLIENT_ADDRESS_HEADER);
    String forwarded = header.isEmpty() ? "" : last(request.getHeaders(header));
    return network(forwarded.isEmpty() ? String.valueOf(request.getRemoteAddr()) : forwarded);
  }

  private static String last(Enumeration<String> values) {
    String last = "";
    while (values.hasMoreElements()) {
      last = values.nextElement();
    }
    return last.substring(last.lastIndexOf(',') + 1).strip();
  }

  /** Causes no look-up of names: text with a colon is only parsed as an IPv6 address. */
  static String network(String address) {
    if (address.indexOf(':') >= 0) {
      try {
        if (InetAddress.getByName(address) instanceof Inet6Address inet6Address) {
          return HexFormat.of().formatHex(Arrays.copyOf(inet6Address.getAddress(), NETWORK_BYTES));
        }
      } catch (UnknownHostException e) {
        return address; // identifies the client all the same
      }
    }
    return address;
  }
}
