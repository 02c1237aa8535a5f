package dev.letterbox.rest.http;

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
 * Where a request comes from, as far as that can be trusted: the other end of the connection, or
 * what the proxy in front of the server says in the header of the setting. A client may send that
 * header, too; so the last address in it counts, which the proxy has put there.
 */
public final class ClientAddress {

  /** Of an address of version 6 the rest is the client's to choose. */
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

  /** No name is looked up: with a colon it is an address or nothing. */
  static String network(String address) {
    if (address.indexOf(':') >= 0) {
      try {
        if (InetAddress.getByName(address) instanceof Inet6Address inet6Address) {
          return HexFormat.of().formatHex(Arrays.copyOf(inet6Address.getAddress(), NETWORK_BYTES));
        }
      } catch (UnknownHostException e) {
        return address; // whatever it is, it is the same client
      }
    }
    return address;
  }
}
