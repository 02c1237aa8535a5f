package dev.letterbox.user;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LoginSessionTest {

  private static final Instant START = Instant.parse("2026-01-12T12:00:00Z");

  private static LoginSession begun(Duration idle) {
    return new LoginSession(
        "id", new LoginAccount("bob", Set.of("user"), "hash", true), START.plus(idle));
  }

  @Test
  void request_prolongs_once_a_minute() {
    Duration idle = Duration.ofMinutes(30);
    LoginSession session = begun(idle);

    assertFalse(session.isToProlong(START.plusSeconds(59), idle));
    assertTrue(session.isToProlong(START.plusSeconds(60), idle));
    assertFalse(session.isToProlong(START.plusSeconds(60), idle), "the other request has done it");
    assertEquals(START.plusSeconds(60).plus(idle), session.expiresAt());
    assertFalse(session.isToProlong(START.plusSeconds(119), idle));
    assertTrue(session.isToProlong(START.plusSeconds(120), idle));
  }

  @Test
  void session_of_one_minute_is_prolonged_before_it_is_over() {
    Duration idle = Duration.ofMinutes(1);
    LoginSession session = begun(idle);

    assertFalse(session.isToProlong(START.plusSeconds(29), idle));
    assertTrue(session.isToProlong(START.plusSeconds(30), idle));
  }

  @Test
  void session_is_over_at_its_end_and_when_it_is_not_there_any_more() {
    LoginSession session = begun(Duration.ofMinutes(30));

    assertTrue(session.isAlive(START.plus(Duration.ofMinutes(30)).minusNanos(1)));
    assertFalse(session.isAlive(START.plus(Duration.ofMinutes(30))));
    session.forget();
    assertFalse(session.isAlive(START));
  }
}
