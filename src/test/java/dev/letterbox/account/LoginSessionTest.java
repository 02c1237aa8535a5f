package dev.letterbox.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LoginSessionTest {

  private static final Instant START = Instant.parse("2026-01-12T12:00:00Z");

  private static LoginSession newSession(Duration idleTimeout) {
    return new LoginSession(
        "id", new LoginAccount("bob", Set.of("user"), "hash", true), START.plus(idleTimeout));
  }

  @Test
  void session_is_renewed_once_a_minute() {
    Duration idleTimeout = Duration.ofMinutes(30);
    LoginSession session = newSession(idleTimeout);

    assertFalse(session.claimRenewal(START.plusSeconds(59), idleTimeout));
    assertTrue(session.claimRenewal(START.plusSeconds(60), idleTimeout));
    assertFalse(
        session.claimRenewal(START.plusSeconds(60), idleTimeout), "another request renews it");
    assertEquals(START.plusSeconds(60).plus(idleTimeout), session.expiresAt());
    assertFalse(session.claimRenewal(START.plusSeconds(119), idleTimeout));
    assertTrue(session.claimRenewal(START.plusSeconds(120), idleTimeout));
  }

  @Test
  void session_of_one_minute_is_renewed_before_it_expires() {
    Duration idleTimeout = Duration.ofMinutes(1);
    LoginSession session = newSession(idleTimeout);

    assertFalse(session.claimRenewal(START.plusSeconds(29), idleTimeout));
    assertTrue(session.claimRenewal(START.plusSeconds(30), idleTimeout));
  }

  @Test
  void session_expires_at_its_end_and_when_invalidated() {
    LoginSession session = newSession(Duration.ofMinutes(30));

    assertTrue(session.isActive(START.plus(Duration.ofMinutes(30)).minusNanos(1)));
    assertFalse(session.isActive(START.plus(Duration.ofMinutes(30))));
    session.invalidate();
    assertFalse(session.isActive(START));
  }
}
