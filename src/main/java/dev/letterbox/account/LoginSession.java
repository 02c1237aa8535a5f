package dev.letterbox.account;

import jakarta.security.enterprise.credential.Credential;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A cached session with its account; the credential of requests that have its cookie. Each request
 * extends it in memory; the one for which {@link #claimRenewal} returns true, in the database.
 *
 * <p>Thread-safe.
 */
final class LoginSession implements Credential {

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
   * Whether this request has to extend the session in the database: one request a minute, or one in
   * half of the timeout if that is shorter.
   *
   * @param idleTimeout after which the session expires without requests
   */
  boolean claimRenewal(Instant now, Duration idleTimeout) {
    Duration halfTimeout = idleTimeout.dividedBy(2);
    Duration renewalInterval =
        halfTimeout.compareTo(MAX_RENEWAL_INTERVAL) < 0 ? halfTimeout : MAX_RENEWAL_INTERVAL;
    Instant currentExpiry = expiresAt.get();
    boolean due = !currentExpiry.isAfter(now.plus(idleTimeout).minus(renewalInterval));
    return due && expiresAt.compareAndSet(currentExpiry, now.plus(idleTimeout));
  }

  /** Marks a session as ended that is no longer in the database. */
  void invalidate() {
    expiresAt.set(Instant.MIN);
  }
}
