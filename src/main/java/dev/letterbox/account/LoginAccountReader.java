package dev.letterbox.account;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.letterbox.api.event.SessionsEnded;
import dev.letterbox.shared.Clock;
import dev.letterbox.shared.config.Setting;
import dev.letterbox.shared.config.Settings;
import dev.letterbox.shared.jdbc.SqlRunner;
import dev.letterbox.shared.security.CredentialsChanged;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the accounts and sessions of those who log in: one statement when it has to read, none when
 * not.
 */
@ApplicationScoped
class LoginAccountReader {

  private static final String FIND_BY_NAME =
      """
      select a.name, a.password_hash, a.active, a.demo, r.role
      from lb_account a left join lb_account_role r on r.account = a.name
      where a.name = ?
      """;
  private static final String FIND_BY_TOKEN =
      """
      select a.name, a.password_hash, a.active, a.demo, r.role
      from lb_api_token t join lb_account a on a.name = t.account
        left join lb_account_role r on r.account = a.name
      where t.token_hash = ?
      """;

  private static final String FIND_BY_SESSION =
      """
      select a.name, a.password_hash, a.active, a.demo, r.role, s.expires_at
      from lb_session s join lb_account a on a.name = s.account
        left join lb_account_role r on r.account = a.name
      where s.id = ?
      """;

  @Inject private SqlRunner sql;
  @Inject private Settings settings;
  @Inject private Clock clock;
  @Inject private Event<CredentialsChanged> credentialsChanged;

  private AccountCache<LoginAccount> accountCache;
  private AccountCache<LoginSession> sessionCache;
  private boolean demoMode;

  /** An account and one of its roles. */
  private record AccountRoleRow(
      String name, String passwordHash, boolean active, boolean demo, String role) {

    static AccountRoleRow of(ResultSet row) throws SQLException {
      return new AccountRoleRow(
          row.getString("name"),
          row.getString("password_hash"),
          row.getBoolean("active"),
          row.getBoolean("demo"),
          row.getString("role"));
    }
  }

  @PostConstruct
  void createCaches() {
    Duration timeToLive = Duration.ofSeconds(settings.get(Setting.ACCOUNT_CACHE_SECONDS));
    accountCache = new AccountCache<>(timeToLive, Ticker.systemTicker());
    sessionCache = new AccountCache<>(timeToLive, Ticker.systemTicker());
    demoMode = settings.get(Setting.DEMO);
  }

  /** The account of exactly this name. */
  Optional<LoginAccount> find(String name) {
    return AccountValidator.isPossibleName(name)
        ? accountCache.get(
            AccountCache.CacheKeyType.NAME, name, text -> readAccount(FIND_BY_NAME, text))
        : Optional.empty();
  }

  /** The account that this token was made for. */
  Optional<LoginAccount> find(TokenSecret secret) {
    return accountCache.get(
        AccountCache.CacheKeyType.TOKEN_HASH,
        secret.hash(),
        text -> readAccount(FIND_BY_TOKEN, text));
  }

  /** The session of this id, while it lives. */
  Optional<LoginSession> findSession(String id) {
    Optional<LoginSession> session = findCachedSession(id);
    if (session.isPresent() && !isActive(session.get())) {
      sessionCache.invalidate(
          AccountCache.CacheKeyType.SESSION_ID, id); // another node may have prolonged it
      session = findCachedSession(id);
    }
    return session.filter(this::isActive);
  }

  private Optional<LoginSession> findCachedSession(String id) {
    return sessionCache.get(AccountCache.CacheKeyType.SESSION_ID, id, this::readSession);
  }

  private boolean isActive(LoginSession session) {
    return session.isActive(clock.now());
  }

  /**
   * After a rollback as well: within the transaction somebody may have read what never came to be.
   */
  void invalidate(@Observes(during = TransactionPhase.AFTER_COMPLETION) AccountChanged event) {
    invalidateCaches();
    credentialsChanged.fire(new CredentialsChanged(event.name()));
  }

  void invalidate(@Observes(during = TransactionPhase.AFTER_COMPLETION) SessionsEnded event) {
    invalidateCaches();
  }

  private void invalidateCaches() {
    accountCache.invalidateAll();
    sessionCache.invalidateAll();
  }

  private Optional<LoginAccount> readAccount(String statement, String parameter) {
    List<AccountRoleRow> rows = sql.query(statement, AccountRoleRow::of, parameter);
    return rows.isEmpty() ? Optional.empty() : Optional.of(toLoginAccount(rows));
  }

  private Optional<LoginSession> readSession(String id) {
    List<AccountRoleRow> rows = new ArrayList<>();
    List<Instant> expiries =
        sql.query(
            FIND_BY_SESSION,
            row -> {
              rows.add(AccountRoleRow.of(row));
              return SqlRunner.instant(row, "expires_at");
            },
            id);
    return expiries.stream()
        .findFirst()
        .map(expiry -> new LoginSession(id, toLoginAccount(rows), expiry))
        .filter(this::isActive);
  }

  private LoginAccount toLoginAccount(List<AccountRoleRow> rows) {
    AccountRoleRow firstRow = rows.get(0);
    Set<String> roles = new HashSet<>();
    rows.stream().map(AccountRoleRow::role).filter(role -> role != null).forEach(roles::add);
    boolean mayLogIn = firstRow.active() && (demoMode || !firstRow.demo());
    return new LoginAccount(firstRow.name(), roles, firstRow.passwordHash(), mayLogIn);
  }
}
