package dev.letterbox.user;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.letterbox.api.event.SessionsEnded;
import dev.letterbox.shared.Clock;
import dev.letterbox.shared.LogInsChanged;
import dev.letterbox.shared.Setting;
import dev.letterbox.shared.Settings;
import dev.letterbox.shared.Sql;
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
class LoginAccounts {

  private static final String FIND =
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

  @Inject private Sql sql;
  @Inject private Settings settings;
  @Inject private Clock clock;
  @Inject private Event<LogInsChanged> changed;

  private AccountCache<LoginAccount> cache;
  private AccountCache<LoginSession> sessions;
  private boolean demoMode;

  /** An account and one of its roles. */
  private record Row(String name, String passwordHash, boolean active, boolean demo, String role) {

    static Row of(ResultSet row) throws SQLException {
      return new Row(
          row.getString("name"),
          row.getString("password_hash"),
          row.getBoolean("active"),
          row.getBoolean("demo"),
          row.getString("role"));
    }
  }

  @PostConstruct
  void prepare() {
    Duration trust = Duration.ofSeconds(settings.get(Setting.ACCOUNT_CACHE_SECONDS));
    cache = new AccountCache<>(trust, Ticker.systemTicker());
    sessions = new AccountCache<>(trust, Ticker.systemTicker());
    demoMode = settings.get(Setting.DEMO);
  }

  /** The account of exactly this name. */
  Optional<LoginAccount> find(String name) {
    return AccountRules.isPossibleName(name)
        ? cache.get(AccountCache.By.NAME, name, text -> read(FIND, text))
        : Optional.empty();
  }

  /** The account that this token was made for. */
  Optional<LoginAccount> find(TokenSecret secret) {
    return cache.get(AccountCache.By.TOKEN_HASH, secret.hash(), text -> read(FIND_BY_TOKEN, text));
  }

  /** The session of this id, while it lives. */
  Optional<LoginSession> findSession(String id) {
    Optional<LoginSession> known = session(id);
    if (known.isPresent() && !isAlive(known.get())) {
      sessions.forget(AccountCache.By.SESSION_ID, id); // another node may have prolonged it
      known = session(id);
    }
    return known.filter(this::isAlive);
  }

  private Optional<LoginSession> session(String id) {
    return sessions.get(AccountCache.By.SESSION_ID, id, this::readSession);
  }

  private boolean isAlive(LoginSession session) {
    return session.isAlive(clock.now());
  }

  /**
   * After a rollback as well: within the transaction somebody may have read what never came to be.
   */
  void forget(@Observes(during = TransactionPhase.AFTER_COMPLETION) AccountChanged event) {
    beginGeneration();
    changed.fire(new LogInsChanged(event.name()));
  }

  void forget(@Observes(during = TransactionPhase.AFTER_COMPLETION) SessionsEnded event) {
    beginGeneration();
  }

  private void beginGeneration() {
    cache.beginGeneration();
    sessions.beginGeneration();
  }

  private Optional<LoginAccount> read(String statement, String parameter) {
    List<Row> rows = sql.query(statement, Row::of, parameter);
    return rows.isEmpty() ? Optional.empty() : Optional.of(account(rows));
  }

  private Optional<LoginSession> readSession(String id) {
    List<Row> rows = new ArrayList<>();
    List<Instant> expiries =
        sql.query(
            FIND_BY_SESSION,
            row -> {
              rows.add(Row.of(row));
              return Sql.instant(row, "expires_at");
            },
            id);
    return expiries.stream()
        .findFirst()
        .map(expiry -> new LoginSession(id, account(rows), expiry))
        .filter(this::isAlive);
  }

  private LoginAccount account(List<Row> rows) {
    Row first = rows.get(0);
    Set<String> roles = new HashSet<>();
    rows.stream().map(Row::role).filter(role -> role != null).forEach(roles::add);
    boolean admitted = first.active() && (demoMode || !first.demo());
    return new LoginAccount(first.name(), roles, first.passwordHash(), admitted);
  }
}
