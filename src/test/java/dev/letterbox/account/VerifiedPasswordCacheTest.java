package dev.letterbox.account;

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

class VerifiedPasswordCacheTest {

  private final AtomicLong nanos = new AtomicLong();
  private final AtomicInteger verificationCount = new AtomicInteger();
  private final VerifiedPasswordCache cache = new VerifiedPasswordCache(this::verify, nanos::get);

  /** A hash is the password and a number, which stands for the salt. */
  private boolean verify(char[] password, String hash) {
    verificationCount.incrementAndGet();
    return hash.startsWith(new String(password) + "#");
  }

  private boolean matches(String name, String password, String hash) {
    return cache.matches(name, password.toCharArray(), hash);
  }

  @Test
  void same_credentials_are_verified_once() {
    assertTrue(matches("alice", "secret", "secret#1"));
    assertTrue(matches("alice", "secret", "secret#1"));
    assertEquals(1, verificationCount.get());
  }

  @Test
  void changed_password_is_effective_at_once() {
    assertTrue(matches("alice", "secret", "secret#1"));
    assertFalse(matches("alice", "secret", "other#2"));
    assertTrue(matches("alice", "other", "other#2"));
  }

  @Test
  void same_password_with_another_salt_is_verified_again() {
    assertTrue(matches("alice", "secret", "secret#1"));
    assertTrue(matches("alice", "secret", "secret#2"));
    assertEquals(2, verificationCount.get());
  }

  @Test
  void wrong_password_is_never_cached() {
    assertFalse(matches("alice", "wrong", "secret#1"));
    assertTrue(matches("alice", "secret", "secret#1"));
    assertFalse(matches("alice", "wrong", "secret#1"));
    assertEquals(3, verificationCount.get());
  }

  @Test
  void users_with_the_same_hash_are_verified_separately() {
    assertTrue(matches("alice", "secret", "secret#1"));
    assertTrue(matches("bob", "secret", "secret#1"));
    assertEquals(2, verificationCount.get());
  }

  @Test
  void cached_verification_expires() {
    assertTrue(matches("alice", "secret", "secret#1"));
    nanos.addAndGet(VerifiedPasswordCache.TIME_TO_LIVE.toNanos() + 1);
    assertTrue(matches("alice", "secret", "secret#1"));
    assertEquals(2, verificationCount.get());
  }

  @Test
  void concurrent_logins_share_one_verification() throws Exception {
    CountDownLatch started = new CountDownLatch(1);
    CountDownLatch released = new CountDownLatch(1);
    VerifiedPasswordCache slow =
        new VerifiedPasswordCache(
            (password, hash) -> {
              started.countDown();
              awaitQuietly(released);
              return verify(password, hash);
            },
            nanos::get);
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Future<Boolean>> results = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        results.add(
            threads.submit(() -> slow.matches("alice", "secret".toCharArray(), "secret#1")));
      }
      awaitQuietly(started);
      released.countDown();
      for (Future<Boolean> result : results) {
        assertTrue(result.get());
      }
    } finally {
      threads.shutdownNow();
    }
    assertEquals(1, verificationCount.get());
  }

  @Test
  void failed_verification_does_not_block_later_logins() {
    AtomicInteger calls = new AtomicInteger();
    VerifiedPasswordCache failing =
        new VerifiedPasswordCache(
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
