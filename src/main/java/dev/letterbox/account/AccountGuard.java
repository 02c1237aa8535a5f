package dev.letterbox.account;

import dev.letterbox.api.spi.UserDirectory;
import dev.letterbox.shared.jdbc.SqlRunner;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;

/**
 * Sees to it that nothing is kept for somebody who leaves in the same moment; to be used inside a
 * transaction. An erasure locks the account before it looks for what there is, and so does this.
 * Users of a directory of your own have no account to be locked.
 */
@ApplicationScoped
public class AccountGuard {

  /** By so much clocks of nodes may differ. */
  private static final Duration MAX_CLOCK_SKEW = Duration.ofMinutes(1);

  private static final String LOCK = "select 1 from lb_account where name = ? for key share";

  /** There, whoever means to change a row does not wait for those who have read it. */
  private static final String LOCK_ON_DERBY =
      "update lb_account set active = active where name = ?";

  private static final String EXISTS_SINCE =
      "select 1 from lb_account where name = ? and created_at <= ?";

  @Inject private SqlRunner sql;
  @Inject private UserDirectory directory;

  /** Whether there is such a user; his account stays until the end of the transaction. */
  public boolean lockIfExists(String user) {
    return lock(user) || directory.find(user).isPresent();
  }

  /** The same, and whether it is the one who had that name at that time. */
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
