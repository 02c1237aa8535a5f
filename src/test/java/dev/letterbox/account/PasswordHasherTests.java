package dev.letterbox.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.letterbox.testing.support.InServerTestBase;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Password hashes, by the implementation of the server. */
@Tag("once")
class PasswordHasherTests extends InServerTestBase {

  @Inject private PasswordHasher passwordHasher;

  /** Algorithm and iterations, and the lengths of salt and key. */
  private static String costOf(String hash) {
    List<String> parts = List.of(hash.split(":", -1));
    return parts.subList(0, 2) + " " + parts.stream().skip(2).map(String::length).toList();
  }

  @Test
  void dummy_hash_costs_as_much_as_a_stored_one_and_matches_no_password() {
    String stored = passwordHasher.hash("secret of bob");
    String dummy = passwordHasher.dummyHash();
    assertEquals(costOf(stored), costOf(dummy));
    assertFalse(passwordHasher.matches("secret of bob".toCharArray(), dummy, () -> {}));
    assertTrue(passwordHasher.matches("secret of bob".toCharArray(), stored, () -> {}));
    assertNotEquals(stored, passwordHasher.hash("secret of bob"));
  }
}
