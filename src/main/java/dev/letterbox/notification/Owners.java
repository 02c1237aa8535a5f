package dev.letterbox.notification;

import dev.letterbox.api.spi.UserDirectory;
import dev.letterbox.shared.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Sees to it that nothing is kept for somebody who leaves in the same moment; to be used inside a
 * transaction. An erasure locks the account before it looks for what there is, and so does this.
 * Users of a directory of your own have no account to be locked.
 */
@ApplicationScoped
class Owners {

  /** By so much clocks of nodes may differ. */
  private static final Duration SAME_TIME = Duration.ofMinutes(1);

  private static final String STAYING = "select created_at from lb_account where name = ?";

  @Inject private Sql sql;
  @Inject private UserDirectory directory;

  /** Whether there is such a user; his account stays until the end of the transaction. */
  boolean stays(String user) {
    return opened(user).isPresent() || directory.find(user).isPresent();
  }

  /** The same, and whether it is the one who had that name at that time. */
  boolean stays(String user, Instant then) {
    return opened(user)
        .map(opened -> !opened.isAfter(then.plus(SAME_TIME)))
        .orElseGet(() -> directory.find(user).isPresent());
  }

  private Optional<Instant> opened(String user) {
    return sql
        .query(
            STAYING + (sql.isDerby() ? " with rs" : " for key share"),
            row -> Sql.instant(row, "created_at"),
            user)
        .stream()
        .findFirst();
  }
}
