package dev.letterbox.account;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.letterbox.api.event.SessionsEnded;
import dev.letterbox.shared.Clock;
import dev.letterbox.shared.config.LoginSetting;
import dev.letterbox.shared.config.Setting;
import dev.letterbox.shared.config.Settings;
import dev.letterbox.shared.jdbc.Database;
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

/** Reads accounts and sessions for log-in: by one statement, or from the cache. */
@ApplicationScoped
class LoginAccountReader {

  private static final String FIND_BY_NAME =
      """
      select a.name, a.password_hash, a.active, a.demo, r.role
      from lb_account a left join lb_account_role r on r.account = a.name
      where a.name = :key
      """;
  private static final String FIND_BY_TOKEN =
      """
      select a.name, a.password_hash, a.active, a.demo, r.role
      from lb_api_token t join lb_account a on a.name = t.account
        left join lb_account_role r on r.account = a.name
      where t.token_hash = :key
      """;

  private static final String FIND_BY_SESSION =
      """
      select a.name, a.password_hash, a.active, a.demo, r.role, s.expires_at
      from lb_session s join lb_account a on a.name = s.account
        left join lb_account_role r on r.account = a.name
      where s.id = :key
      """;

  @Inject private Database database;
  @Inject private Settings settings;
  @Inject private Clock clock;
  @Inject private Event<CredentialsChanged> credentialsChanged;

  private AccountCache<LoginAccount> accountCache;
  private AccountCache<LoginSession> sessionCache;
  private boolean demoMode;

  /** An account and one of its roles; null for none. */
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
    Duration timeToLive = settings.get(LoginSetting.ACCOUNT_CACHE_TIME);
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

  /** The account that this token belongs to. */
  Optional<LoginAccount> find(TokenSecret secret) {
    return accountCache.get(
        AccountCache.CacheKeyType.TOKEN_HASH,
        secret.hash(),
        text -> readAccount(FIND_BY_TOKEN, text));
  }

  /** The session of this id, unless it has expired. */
  Optional<LoginSession> findSession(String id) {
    Optional<LoginSession> session = findCachedSession(id);
    if (session.isPresent() && !isActive(session.get())) {
      sessionCache.invalidate(
          AccountCache.CacheKeyType.SESSION_ID, id); // another node may have extended it
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

  /** After a rollback as well: the transaction may have cached uncommitted values. */
  void invalidate(
      @Observes(during = TransactionPhase.AFTER_COMPLETION)
          AccountRepository.AccountChanged event) {
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

  private Optional<LoginAccount> readAccount(String statement, String key) {
    List<AccountRoleRow> rows = database.sql(statement).bind("key", key).list(AccountRoleRow::of);
    return rows.isEmpty() ? Optional.empty() : Optional.of(toLoginAccount(rows));
  }

  private Optional<LoginSession> readSession(String id) {
    List<AccountRoleRow> rows = new ArrayList<>();
    List<Instant> expiries =
        database
            .sql(FIND_BY_SESSION)
            .bind("key", id)
            .list(
                row -> {
                  rows.add(AccountRoleRow.of(row));
                  return Database.instant(row, "expires_at");
                });
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
