package dev.letterbox.user;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class VerifiedPasswordsTest {

  private final AtomicLong nanos = new AtomicLong();
  private final AtomicInteger verifications = new AtomicInteger();
  private final VerifiedPasswords passwords = new VerifiedPasswords(this::verify, nanos::get);

  /** The hash of a password is the password here, and a number, as another salt makes another. */
  private boolean verify(char[] password, String hash) {
    verifications.incrementAndGet();
    return hash.startsWith(new String(password) + "#");
  }

  private boolean matches(String name, String password, String hash) {
    return passwords.matches(name, password.toCharArray(), hash);
  }

  @Test
  void same_credentials_are_verified_once() {
    assertTrue(matches("alice", "secret", "secret#1"));
    assertTrue(matches("alice", "secret", "secret#1"));
    assertEquals(1, verifications.get());
  }

  @Test
  void changed_password_counts_at_once() {
    assertTrue(matches("alice", "secret", "secret#1"));
    assertFalse(matches("alice", "secret", "other#2"));
    assertTrue(matches("alice", "other", "other#2"));
  }

  @Test
  void same_password_with_another_salt_is_verified_again() {
    assertTrue(matches("alice", "secret", "secret#1"));
    assertTrue(matches("alice", "secret", "secret#2"));
    assertEquals(2, verifications.get());
  }

  @Test
  void wrong_password_is_never_remembered_as_right() {
    assertFalse(matches("alice", "wrong", "secret#1"));
    assertTrue(matches("alice", "secret", "secret#1"));
    assertFalse(matches("alice", "wrong", "secret#1"));
    assertEquals(3, verifications.get());
  }

  @Test
  void another_user_with_the_same_hash_is_verified_on_its_own() {
    assertTrue(matches("alice", "secret", "secret#1"));
    assertTrue(matches("bob", "secret", "secret#1"));
    assertEquals(2, verifications.get());
  }

  @Test
  void memory_ends_after_a_while() {
    assertTrue(matches("alice", "secret", "secret#1"));
    nanos.addAndGet(VerifiedPasswords.MEMORY.toNanos() + 1);
    assertTrue(matches("alice", "secret", "secret#1"));
    assertEquals(2, verifications.get());
  }

  @Test
  void those_who_come_together_wait_for_one_answer() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch mayEnd = new CountDownLatch(1);
    VerifiedPasswords slow =
        new VerifiedPasswords(
            (password, hash) -> {
              begun.countDown();
              awaitQuietly(mayEnd);
              return verify(password, hash);
            },
            nanos::get);
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Future<Boolean>> answers = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        answers.add(
            threads.submit(() -> slow.matches("alice", "secret".toCharArray(), "secret#1")));
      }
      awaitQuietly(begun);
      mayEnd.countDown();
      for (Future<Boolean> answer : answers) {
        assertTrue(answer.get());
      }
    } finally {
      threads.shutdownNow();
    }
    assertEquals(1, verifications.get());
  }

  @Test
  void failing_verification_fails_once_and_blocks_nobody() {
    AtomicInteger calls = new AtomicInteger();
    VerifiedPasswords failing =
        new VerifiedPasswords(
            (password, hash) -> {
              if (calls.getAndIncrement() == 0) {
                throw new IllegalStateException("out of order");
              }
              return true;
            },
            nanos::get);

    assertThrows(
        IllegalStateException.class, () -> failing.matches("alice", new char[] {'x'}, "x#1"));
    assertTrue(failing.matches("alice", new char[] {'x'}, "x#1"));
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
