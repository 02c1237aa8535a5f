package dev.letterbox.account;

import dev.letterbox.api.account.NotAuthenticatedException;
import dev.letterbox.api.event.SessionsEnded;
import dev.letterbox.shared.Clock;
import dev.letterbox.shared.config.LoginSetting;
import dev.letterbox.shared.config.Settings;
import dev.letterbox.shared.jdbc.Database;
import dev.letterbox.shared.jdbc.SqlStatement;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Stores sessions, inside a transaction. Sessions that end together are published in one event,
 * because its observers lock rows in a fixed order.
 *
 * <p>Lock order: the account, then its sessions by id.
 */
@ApplicationScoped
public class SessionRepository {

  /** Changes no column, but is serialised with changes of the password. */
  private static final String LOCK_ACCOUNT =
      """
      update lb_account set version = version
      where name = :name and password_hash = :passwordHash and active = true
      """;

  private static final String INSERT =
      """
      insert into lb_session (id, account, created_at, expires_at)
      values (:id, :account, :createdAt, :expiresAt)
      """;
  private static final String EXTEND =
      "update lb_session set expires_at = :expiresAt where id = :id and expires_at > :now";
  private static final String DELETE = "delete from lb_session where id = :id";
  private static final String DELETE_EXPIRED =
      "delete from lb_session where id = :id and expires_at <= :now";
  private static final String FIND_BY_ACCOUNT =
      "select id from lb_session where account = :account";
  private static final String FIND_OLDER =
      """
      select id from lb_session where account = :account
      order by created_at desc, id desc offset :newest rows
      """;
  private static final String FIND_EXPIRED =
      """
      select id from lb_session where expires_at <= :now
      order by expires_at fetch first :limit rows only
      """;

  /** Maximum number of sessions of a user. */
  static final int MAX_SESSIONS = 50;

  @Inject private Database database;
  @Inject private Clock clock;
  @Inject private Settings settings;
  @Inject private Event<SessionsEnded> sessionsEnded;

  static NotAuthenticatedException wrongCredentials(String user) {
    return new NotAuthenticatedException("user " + user, "The name or the password is wrong.");
  }

  /**
   * Creates a session of an account whose password was verified; ends the oldest ones beyond {@link
   * #MAX_SESSIONS}.
   *
   * @param replacedIds ids of sessions that end
   * @return when it expires without requests
   * @throws NotAuthenticatedException when the account has changed since the verification
   */
  Instant create(LoginAccount account, SessionSecret secret, Collection<String> replacedIds) {
    int locked =
        database
            .sql(LOCK_ACCOUNT)
            .bind("name", account.name())
            .bind("passwordHash", account.passwordHash())
            .update();
    if (locked == 0) {
      throw wrongCredentials(account.name());
    }
    Instant now = clock.now();
    Instant expiresAt = now.plus(idleTimeout());
    database
        .sql(INSERT)
        .bind("id", secret.id())
        .bind("account", account.name())
        .bind("createdAt", now)
        .bind("expiresAt", expiresAt)
        .update();
    Set<String> endedIds = new HashSet<>(replacedIds);
    endedIds.addAll(
        database
            .sql(FIND_OLDER)
            .bind("account", account.name())
            .bind("newest", MAX_SESSIONS)
            .list(row -> row.getString("id")));
    end(endedIds);
    return expiresAt;
  }

  /**
   * Extends a session for a request: by one update a minute. Needs no transaction.
   *
   * @return whether it is still active
   */
  boolean extend(LoginSession session) {
    Instant now = clock.now();
    if (!session.claimRenewal(now, idleTimeout())) {
      return true;
    }
    boolean exists =
        database
                .sql(EXTEND)
                .bind("expiresAt", session.expiresAt())
                .bind("id", session.id())
                .bind("now", now)
                .update()
            > 0;
    if (!exists) {
      session.invalidate();
    }
    return exists;
  }

  /**
   * Ends those of these sessions that exist.
   *
   * @return their number
   */
  int end(Collection<String> ids) {
    return deleteAndPublish(database.sql(DELETE), ids);
  }

  /** Ends all sessions of an account that the caller has locked. */
  void endAllOf(String account) {
    end(database.sql(FIND_BY_ACCOUNT).bind("account", account).list(row -> row.getString("id")));
  }

  /**
   * Ends the sessions that expired first. Several nodes may do so at the same time.
   *
   * @param limit maximum number of sessions
   * @return whether there may be more
   */
  public boolean endExpired(int limit) {
    Instant now = clock.now();
    List<String> ids =
        database
            .sql(FIND_EXPIRED)
            .bind("now", now)
            .bind("limit", limit)
            .list(row -> row.getString("id"));
    deleteAndPublish(database.sql(DELETE_EXPIRED).bind("now", now), ids);
    return ids.size() == limit;
  }

  private int deleteAndPublish(SqlStatement statement, Collection<String> ids) {
    List<String> endedIds =
        statement.batch(ids.stream().sorted().toList(), (id, row) -> row.bind("id", id));
    if (!endedIds.isEmpty()) {
      sessionsEnded.fire(new SessionsEnded(endedIds));
    }
    return endedIds.size();
  }

  private Duration idleTimeout() {
    return settings.get(LoginSetting.SESSION_TIMEOUT);
  }
}
