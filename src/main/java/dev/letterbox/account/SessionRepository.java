package dev.letterbox.account;

import dev.letterbox.api.account.NotAuthenticatedException;
import dev.letterbox.api.event.SessionsEnded;
import dev.letterbox.shared.Clock;
import dev.letterbox.shared.config.Setting;
import dev.letterbox.shared.config.Settings;
import dev.letterbox.shared.jdbc.SqlRunner;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Stores sessions, from the log-in to the end; to be used inside a transaction. Those that end are
 * told of together, because whoever takes something away with them has an order of locks to keep.
 *
 * <p>Order of locks: the account first, then its sessions, by id.
 */
@ApplicationScoped
class SessionRepository {

  /** Changes nothing, but a change of the password waits for it, or it for that. */
  private static final String LOCK_ACCOUNT =
      """
      update lb_account set version = version
      where name = ? and password_hash = ? and active = true
      """;

  private static final String INSERT =
      "insert into lb_session (id, account, created_at, expires_at) values (?, ?, ?, ?)";
  private static final String EXTEND =
      "update lb_session set expires_at = ? where id = ? and expires_at > ?";
  private static final String DELETE = "delete from lb_session where id = ?";
  private static final String DELETE_EXPIRED = DELETE + " and expires_at <= ?";
  private static final String FIND_BY_ACCOUNT = "select id from lb_session where account = ?";
  private static final String FIND_EXPIRED =
      """
      select id from lb_session where expires_at <= ?
      order by expires_at fetch first ? rows only
      """;

  @Inject private SqlRunner sql;
  @Inject private Clock clock;
  @Inject private Settings settings;
  @Inject private Event<SessionsEnded> sessionsEnded;

  static NotAuthenticatedException wrongCredentials(String user) {
    return new NotAuthenticatedException("user " + user, "The name or the password is wrong.");
  }

  /**
   * Begins a session of an account whose password was right a moment ago.
   *
   * @param replacedIds ids of sessions that end
   * @return when it ends if there are no requests
   * @throws NotAuthenticatedException when the account has changed in this moment
   */
  Instant create(LoginAccount account, SessionSecret secret, Collection<String> replacedIds) {
    if (sql.update(LOCK_ACCOUNT, account.name(), account.passwordHash()) == 0) {
      throw wrongCredentials(account.name());
    }
    Instant now = clock.now();
    Instant expiresAt = now.plus(idleTimeout());
    sql.update(INSERT, secret.id(), account.name(), now, expiresAt);
    end(replacedIds);
    return expiresAt;
  }

  /**
   * A request goes on with a session: from now on it lives as long as a new one. Writes once a
   * minute, and needs no transaction.
   *
   * @return whether it is still there
   */
  boolean extend(LoginSession session) {
    Instant now = clock.now();
    if (!session.claimRenewal(now, idleTimeout())) {
      return true;
    }
    boolean exists = sql.update(EXTEND, session.expiresAt(), session.id(), now) > 0;
    if (!exists) {
      session.invalidate();
    }
    return exists;
  }

  /**
   * Ends those of these sessions that are there.
   *
   * @return how many
   */
  int end(Collection<String> ids) {
    return deleteAndPublish(DELETE, ids.stream().sorted().map(id -> new Object[] {id}).toList());
  }

  /** Ends all sessions of an account, which the caller has locked. */
  void endAllOf(String account) {
    end(sql.query(FIND_BY_ACCOUNT, row -> row.getString("id"), account));
  }

  /**
   * Ends some of the sessions that nobody uses any more.
   *
   * @return whether there may be more of them
   */
  boolean endExpired(int limit) {
    Instant now = clock.now();
    List<String> ids = sql.query(FIND_EXPIRED, row -> row.getString("id"), now, limit);
    deleteAndPublish(
        DELETE_EXPIRED, ids.stream().sorted().map(id -> new Object[] {id, now}).toList());
    return ids.size() == limit;
  }

  private int deleteAndPublish(String statement, List<Object[]> rows) {
    int[] deleted = sql.batch(statement, rows);
    List<String> endedIds = new ArrayList<>();
    for (int i = 0; i < deleted.length; i++) {
      if (deleted[i] > 0) {
        endedIds.add((String) rows.get(i)[0]);
      }
    }
    if (!endedIds.isEmpty()) {
      sessionsEnded.fire(new SessionsEnded(endedIds));
    }
    return endedIds.size();
  }

  private Duration idleTimeout() {
    return Duration.ofMinutes(settings.get(Setting.SESSION_MINUTES));
  }
}
