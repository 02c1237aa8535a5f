package dev.letterbox.webhook;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;

/**
 * Separates public addresses from those of this machine, of private networks and special purposes,
 * after the registries of IANA (RFC 6890). Of IPv6 only global unicast addresses are public,
 * without those that stand for an IPv4 address or are reserved.
 */
final class PublicAddresses {

  /** The addresses with the same first bits as {@code base}. */
  private record AddressRange(InetAddress base, int prefixLength) {

    static AddressRange of(String text) {
      String[] parts = text.split("/", -1);
      return new AddressRange(HostResolver.parseLiteral(parts[0]), Integer.parseInt(parts[1]));
    }

    boolean contains(byte[] address) {
      byte[] baseBytes = base.getAddress();
      if (address.length != baseBytes.length) {
        return false;
      }
      for (int bit = 0; bit < prefixLength; bit++) {
        int mask = 0x80 >> (bit % Byte.SIZE);
        int index = bit / Byte.SIZE;
        if ((address[index] & mask) != (baseBytes[index] & mask)) {
          return false;
        }
      }
      return true;
    }
  }

  private static final AddressRange GLOBAL_UNICAST = AddressRange.of("2000::/3");

  private static final List<AddressRange> SPECIAL_PURPOSE =
      List.of(
              "0.0.0.0/8",
              "10.0.0.0/8",
              "100.64.0.0/10",
              "127.0.0.0/8",
              "169.254.0.0/16",
              "172.16.0.0/12",
              "192.0.0.0/24",
              "192.0.2.0/24",
              "192.88.99.0/24",
              "192.168.0.0/16",
              "198.18.0.0/15",
              "198.51.100.0/24",
              "203.0.113.0/24",
              "224.0.0.0/4",
              "240.0.0.0/4",
              "2001::/23",
              "2001:db8::/32",
              "2002::/16",
              "3fff::/20")
          .stream()
          .map(AddressRange::of)
          .toList();

  private PublicAddresses() {}

  /** {@code InetAddress} has already made IPv4-mapped IPv6 addresses IPv4 addresses. */
  static boolean contains(InetAddress address) {
    byte[] bytes = address.getAddress();
    boolean special = SPECIAL_PURPOSE.stream().anyMatch(range -> range.contains(bytes));
    return !special && (address instanceof Inet4Address || GLOBAL_UNICAST.contains(bytes));
  }
}
