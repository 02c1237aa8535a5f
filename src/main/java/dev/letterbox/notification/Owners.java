package dev.letterbox.notification;

import dev.letterbox.api.spi.UserDirectory;
import dev.letterbox.shared.Sql;
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
class Owners {

  /** By so much clocks of nodes may differ. */
  private static final Duration SAME_TIME = Duration.ofMinutes(1);

  private static final String LOCK = "select 1 from lb_account where name = ? for key share";

  /** There, whoever means to change a row does not wait for those who have read it. */
  private static final String LOCK_ON_DERBY =
      "update lb_account set active = active where name = ?";

  private static final String OPENED_UNTIL =
      "select 1 from lb_account where name = ? and created_at <= ?";

  @Inject private Sql sql;
  @Inject private UserDirectory directory;

  /** Whether there is such a user; his account stays until the end of the transaction. */
  boolean stays(String user) {
    return lock(user) || directory.find(user).isPresent();
  }

  /** The same, and whether it is the one who had that name at that time. */
  boolean stays(String user, Instant then) {
    return lock(user)
        ? isThere(OPENED_UNTIL, user, then.plus(SAME_TIME))
        : directory.find(user).isPresent();
  }

  private boolean lock(String user) {
    return sql.isDerby() ? sql.update(LOCK_ON_DERBY, user) > 0 : isThere(LOCK, user);
  }

  private boolean isThere(String query, Object... parameters) {
    return !sql.query(query, row -> row.getInt(1), parameters).isEmpty();
  }
}
