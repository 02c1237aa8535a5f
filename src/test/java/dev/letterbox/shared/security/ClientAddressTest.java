package dev.letterbox.shared.security;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import org.junit.jupiter.api.Test;

class ClientAddressTest {

  @Test
  void ipv6_address_is_reduced_to_its_network() {
    assertEquals(
        ClientAddress.network("2001:db8:1:2:3:4:5:6"), ClientAddress.network("2001:db8:1:2::1"));
    assertNotEquals(
        ClientAddress.network("2001:db8:1:2::1"), ClientAddress.network("2001:db8:1:3::1"));
  }

  @Test
  void other_addresses_are_unchanged() {
    assertEquals("192.0.2.7", ClientAddress.network("192.0.2.7"));
    assertEquals("192.0.2.7", ClientAddress.network("192.0.2.7"));
    assertEquals("nonsense:", ClientAddress.network("nonsense:"));
  }
}
