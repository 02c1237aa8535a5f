package dev.letterbox.shared.security;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.letterbox.api.LetterboxException;
import dev.letterbox.api.account.RetryLaterException;
import dev.letterbox.shared.Clock;
import dev.letterbox.shared.config.LoginSetting;
import dev.letterbox.shared.config.Setting;
import dev.letterbox.shared.config.Settings;
import dev.letterbox.testing.support.recording.RecordedLog;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class LoginThrottleTest {

  private static final int PER_ACCOUNT = 4;
  private static final int PER_CLIENT = 12;

  private Instant now = Instant.parse("2026-11-21T10:00:00Z");
  private boolean limited = true;

  private final LoginThrottle throttle =
      new LoginThrottle(
          new Settings() {

            @Override
            @SuppressWarnings("unchecked")
            public <T> T get(Setting<T> setting) {
              int limit =
                  setting == LoginSetting.LOGIN_FAILURES_PER_ACCOUNT ? PER_ACCOUNT : PER_CLIENT;
              return (T) Integer.valueOf(limited ? limit : 0);
            }
          },
          new Clock() {

            @Override
            public Instant now() {
              return now;
            }
          });

  private void logIn(String name, String client, boolean passwordMatches) {
    try (LoginThrottle.LoginAttempt attempt = throttle.begin(name, client)) {
      throttle.countVerification();
      if (passwordMatches) {
        attempt.succeed();
      }
    }
  }

  private void succeed(String name, String client) {
    logIn(name, client, true);
  }

  private void fail(String name, String client) {
    logIn(name, client, false);
  }

  private void fail(int times, String name, String client) {
    for (int i = 0; i < times; i++) {
      fail(name, client);
    }
  }

  private RetryLaterException assertThrottled(String name, String client) {
    return assertThrows(RetryLaterException.class, () -> throttle.begin(name, client));
  }

  /** More failures than the account allows in total, from many clients. */
  private void attack(String name) {
    for (int client = 0; client < LoginThrottle.CLIENTS_PER_ACCOUNT; client++) {
      fail(PER_ACCOUNT, name, "192.0.2." + client);
    }
  }

  @Test
  void failures_of_a_client_for_an_account_are_limited_until_the_returned_wait() {
    fail(PER_ACCOUNT, "bob", "192.0.2.1");
    RetryLaterException e = assertThrottled("bob", "192.0.2.1");
    assertEquals(LetterboxException.Kind.TOO_MANY_ATTEMPTS, e.kind());
    Duration most = LoginThrottle.PERIOD.dividedBy(PER_ACCOUNT).plusSeconds(1);
    assertTrue(e.retryAfter().toSeconds() > 0 && e.retryAfter().compareTo(most) <= 0, e.toString());

    now = now.plus(e.retryAfter());
    fail("bob", "192.0.2.1");
    assertThrottled("bob", "192.0.2.1");
  }

  @Test
  void other_clients_and_other_accounts_are_not_hindered() {
    fail(PER_ACCOUNT, "bob", "192.0.2.1");

    assertDoesNotThrow(() -> succeed("bob", "192.0.2.2"));
    assertDoesNotThrow(() -> succeed("alice", "192.0.2.1"));
  }

  @Test
  void failures_of_a_client_for_all_accounts_are_limited() {
    for (int i = 0; i < PER_CLIENT; i++) {
      fail("user" + i, "192.0.2.1");
    }
    assertThrottled("bob", "192.0.2.1");
    assertDoesNotThrow(() -> succeed("bob", "192.0.2.2"));
  }

  @Test
  void successful_logins_do_not_count() {
    for (int i = 0; i < 10 * PER_CLIENT; i++) {
      succeed("bob", "192.0.2.1");
      succeed("user" + i, "192.0.2.1");
    }
  }

  @Test
  void familiar_client_is_not_hindered_by_failures_for_other_accounts() {
    succeed("bob", "192.0.2.1");
    for (int i = 0; i < PER_CLIENT; i++) {
      fail("user" + i, "192.0.2.1");
    }
    assertThrottled("alice", "192.0.2.1");
    fail(PER_ACCOUNT, "bob", "192.0.2.1");
    assertThrottled("bob", "192.0.2.1");
  }

  @Test
  void familiar_client_keeps_all_attempts_while_others_attack_the_account() {
    succeed("bob", "198.51.100.1");
    attack("bob");

    fail(PER_ACCOUNT - 1, "bob", "198.51.100.1");
    assertDoesNotThrow(() -> succeed("bob", "198.51.100.1"));
  }

  @Test
  void unfamiliar_client_has_fewer_attempts_while_others_attack_the_account() {
    attack("bob");

    fail(PER_ACCOUNT / 2, "bob", "198.51.100.1");
    assertThrottled("bob", "198.51.100.1");
    assertDoesNotThrow(() -> succeed("bob", "198.51.100.2"));
  }

  @Test
  void concurrent_attempts_cannot_exceed_the_limit() throws Exception {
    fail(PER_ACCOUNT - 1, "bob", "192.0.2.1");
    LoginThrottle.LoginAttempt attempt = throttle.begin("bob", "192.0.2.1");
    Thread other = new Thread(() -> fail("bob", "192.0.2.1"));
    other.start();
    other.join();
    assertThrows(RetryLaterException.class, throttle::countVerification);
    attempt.close();
  }

  @Test
  void verification_without_an_attempt_is_not_counted() {
    fail(PER_ACCOUNT, "bob", "192.0.2.1");
    assertDoesNotThrow(throttle::countVerification);
  }

  @Test
  void name_and_client_of_any_length_are_distinct() {
    fail(PER_ACCOUNT, "x".repeat(5000), "192.0.2.1");
    assertThrottled("x".repeat(5000), "192.0.2.1");
    assertDoesNotThrow(() -> fail("x".repeat(5001), "192.0.2.1"));
  }

  @Test
  void zero_is_no_limit() {
    limited = false;
    fail(1000, "bob", "192.0.2.1");
  }

  @Test
  void start_of_throttling_is_logged_once_without_control_characters() {
    List<String> lines;
    try (RecordedLog log = new RecordedLog(LoginThrottle.class)) {
      fail(PER_ACCOUNT, "bob\n", "192.0.2.1");
      for (int i = 0; i < 20; i++) {
        assertThrottled("bob\n", "192.0.2.1");
      }
      lines = log.lines();
    }
    assertEquals(1, lines.size(), lines.toString());
    assertTrue(lines.get(0).contains("log-in of client 192.0.2.1 as bob?"), lines.get(0));
  }
}
