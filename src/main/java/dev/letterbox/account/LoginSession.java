package dev.letterbox.account;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A session as it was read a moment ago, with its account. Requests prolong it: in memory at once,
 * in the database by the one of them that {@link #claimRenewal} tells to.
 *
 * <p>Safe for use by many threads.
 */
final class LoginSession {

  private static final Duration MAX_RENEWAL_INTERVAL = Duration.ofMinutes(1);

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

  boolean isActive(Instant now) {
    return now.isBefore(expiresAt.get());
  }

  /**
   * Whether this request has to prolong the session in the database: once a minute, or once in half
   * of its time when that is shorter.
   *
   * @param idleTimeout for how long it lives without a request
   */
  boolean claimRenewal(Instant now, Duration idleTimeout) {
    Duration halfTimeout = idleTimeout.dividedBy(2);
    Duration renewalInterval =
        halfTimeout.compareTo(MAX_RENEWAL_INTERVAL) < 0 ? halfTimeout : MAX_RENEWAL_INTERVAL;
    Instant currentExpiry = expiresAt.get();
    boolean due = !currentExpiry.isAfter(now.plus(idleTimeout).minus(renewalInterval));
    return due && expiresAt.compareAndSet(currentExpiry, now.plus(idleTimeout));
  }

  /** It has turned out that it is not there any more. */
  void invalidate() {
    expiresAt.set(Instant.MIN);
  }
}
