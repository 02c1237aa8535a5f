package dev.letterbox.account;

import dev.letterbox.api.spi.UserDirectory;
import dev.letterbox.shared.jdbc.SqlRunner;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;

/**
 * Locks an account so that no row is stored for a user who is being erased; to be used inside a
 * transaction. An erasure locks the account first, too. Users of a custom directory have no account
 * to lock.
 */
@ApplicationScoped
public class AccountGuard {

  /** Clocks of nodes may differ by this much. */
  private static final Duration MAX_CLOCK_SKEW = Duration.ofMinutes(1);

  private static final String LOCK = "select 1 from lb_account where name = ? for key share";

  /** On Derby a shared lock is released after the read, so the row is updated. */
  private static final String LOCK_ON_DERBY =
      "update lb_account set active = active where name = ?";

  private static final String EXISTS_SINCE =
      "select 1 from lb_account where name = ? and created_at <= ?";

  @Inject private SqlRunner sql;
  @Inject private UserDirectory directory;

  /** Whether the user exists; the account is then locked until the end of the transaction. */
  public boolean lockIfExists(String user) {
    return lock(user) || directory.find(user).isPresent();
  }

  /** As above, and the account must have existed at that time. */
  public boolean lockIfExists(String user, Instant since) {
    return lock(user)
        ? exists(EXISTS_SINCE, user, since.plus(MAX_CLOCK_SKEW))
        : directory.find(user).isPresent();
  }

  private boolean lock(String user) {
    return sql.isDerby() ? sql.update(LOCK_ON_DERBY, user) > 0 : exists(LOCK, user);
  }

  private boolean exists(String query, Object... parameters) {
    return !sql.query(query, row -> row.getInt(1), parameters).isEmpty();
  }
}
