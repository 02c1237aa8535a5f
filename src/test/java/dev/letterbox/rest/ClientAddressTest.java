package dev.letterbox.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import org.junit.jupiter.api.Test;

class ClientAddressTest {

  @Test
  void address_of_version_6_counts_by_its_network() {
    assertEquals(
        ClientAddress.network("2001:db8:1:2:3:4:5:6"), ClientAddress.network("2001:db8:1:2::1"));
    assertNotEquals(
        ClientAddress.network("2001:db8:1:2::1"), ClientAddress.network("2001:db8:1:3::1"));
  }

  @Test
  void everything_else_counts_as_it_is() {
    assertEquals("192.0.2.7", ClientAddress.network("192.0.2.7"));
    assertEquals("192.0.2.7", ClientAddress.network("192.0.2.7"));
    assertEquals("nonsense:", ClientAddress.network("nonsense:"));
  }
}
