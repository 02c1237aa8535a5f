package dev.letterbox.user;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A session as it was read a moment ago, with its account. Requests prolong it: in memory at once,
 * in the database by the one of them that {@link #isToProlong} tells to.
 *
 * <p>Safe for use by many threads.
 */
final class LoginSession {

  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final String id;
  private final LoginAccount account;
  private final AtomicReference<Instant> expiresAt;

  LoginSession(String id, LoginAccount account, Instant expiresAt) {
    this.id = id;
    this.account = account;
    this.expiresAt = new AtomicReference<>(expiresAt);
  }

  String id() {
    return id;
  }

  LoginAccount account() {
    return account;
  }

  Instant expiresAt() {
    return expiresAt.get();
  }

  boolean isAlive(Instant now) {
    return now.isBefore(expiresAt.get());
  }

  /**
   * Whether this request has to prolong the session in the database: once a minute, or once in half
   * of its time when that is shorter.
   *
   * @param idle for how long it lives without a request
   */
  boolean isToProlong(Instant now, Duration idle) {
    Duration half = idle.dividedBy(2);
    Duration step = half.compareTo(MINUTE) < 0 ? half : MINUTE;
    Instant known = expiresAt.get();
    boolean due = !known.isAfter(now.plus(idle).minus(step));
    return due && expiresAt.compareAndSet(known, now.plus(idle));
  }

  /** It has turned out that it is not there any more. */
  void forget() {
    expiresAt.set(Instant.MIN);
  }
}
