package dev.letterbox.shared.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.letterbox.api.account.RetryLaterException;
import dev.letterbox.shared.Clock;
import dev.letterbox.shared.config.LoginSetting;
import dev.letterbox.shared.config.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Logger;

/**
 * Limits wrong passwords on this node: of a client for an account, and of a client for all
 * accounts. A client that has logged in to an account before is familiar there, and only its own
 * failures for that account count. When an account has had many failures from unfamiliar clients,
 * each of them gets fewer attempts, but never none: so an attacker can't lock the account.
 *
 * <p>A password is counted before it is verified, so that concurrent attempts can't exceed a limit,
 * and discounted if it was right. Names without an account are treated like others.
 */
@ApplicationScoped
public class LoginThrottle {

  static final Duration PERIOD = Duration.ofMinutes(15);
  static final Duration FAMILIARITY = Duration.ofDays(30);

  /** An account allows so many times the failures of one client before clients get fewer. */
  static final int CLIENTS_PER_ACCOUNT = 10;

  private static final Logger LOG = Logger.getLogger(LoginThrottle.class.getName());
  private static final ThreadLocal<LoginAttempt> CURRENT = new ThreadLocal<>();
  private static final int MAX_TRACKED_KEYS = 100_000;
  private static final int MAX_LOGGED_LENGTH = 100;

  private final Cache<String, Boolean> familiarClients =
      Caffeine.newBuilder().maximumSize(MAX_TRACKED_KEYS).expireAfterAccess(FAMILIARITY).build();
  private final Cache<String, Boolean> loggedKeys =
      Caffeine.newBuilder().maximumSize(MAX_TRACKED_KEYS).expireAfterWrite(PERIOD).build();

  private final TokenBuckets logins = new TokenBuckets(PERIOD, this::now);
  private final TokenBuckets accounts = new TokenBuckets(PERIOD, this::now);
  private final TokenBuckets clients = new TokenBuckets(PERIOD, this::now);
  private Settings settings;
  private Clock clock;

  /** For the CDI proxy. */
  LoginThrottle() {}

  @Inject
  public LoginThrottle(Settings settings, Clock clock) {
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * Begins an attempt of this thread to log in with a password.
   *
   * @param client its {@link ClientAddress}; empty if unknown, which counts as one client
   * @throws RetryLaterException if the client has used up its failures
   */
  public LoginAttempt begin(String name, String client) {
    LoginAttempt attempt = new LoginAttempt(name, client);
    attempt.check();
    CURRENT.set(attempt);
    return attempt;
  }

  /**
   * Counts the attempt of this thread before its password is verified; does nothing if the thread
   * has not begun one.
   *
   * @throws RetryLaterException if concurrent attempts have used up the failures
   */
  public void countVerification() {
    LoginAttempt attempt = CURRENT.get();
    if (attempt != null) {
      attempt.count();
    }
  }

  /** An attempt to log in with a password; it has failed unless {@link #succeed} was called. */
  public final class LoginAttempt implements AutoCloseable {

    private final String name;
    private final String client;
    private final String login;
    private final boolean isFamiliar;
    private final List<Runnable> refunds = new ArrayList<>();

    private LoginAttempt(String name, String client) {
      this.name = name;
      this.client = client;
      this.login = Sha256.hex(name + '\0' + client); // names may be long, and contain no null
      this.isFamiliar = familiarClients.getIfPresent(login) != null;
    }

    private void check() {
      refuseIfPositive(logins.secondsUntil(login, perLogin(), cost()), true);
      if (!isFamiliar) {
        refuseIfPositive(clients.secondsUntil(client, perClient(), 1), false);
      }
    }

    private void count() {
      int cost = cost();
      refuseIfPositive(logins.tryConsume(login, perLogin(), cost), true);
      refunds.add(() -> logins.giveBack(login, cost));
      if (!isFamiliar) {
        countAsUnfamiliar();
      }
    }

    private void countAsUnfamiliar() {
      long waitSeconds = clients.tryConsume(client, perClient(), 1);
      if (waitSeconds > 0) {
        refund();
        refuseIfPositive(waitSeconds, false);
      }
      refunds.add(() -> clients.giveBack(client, 1));
      if (accounts.tryConsume(name, perAccount(), 1) == 0) {
        refunds.add(() -> accounts.giveBack(name, 1));
      }
    }

    /** An attempt at an account under attack costs half the failures of an unfamiliar client. */
    private int cost() {
      if (isFamiliar || accounts.secondsUntil(name, perAccount(), 1) == 0) {
        return 1;
      }
      logOnce("account " + name, "Many log-ins to the account %s fail".formatted(printable(name)));
      return (perLogin() + 1) / 2;
    }

    private void refuseIfPositive(long waitSeconds, boolean isOneAccount) {
      if (waitSeconds == 0) {
        return;
      }
      String context =
          "log-in of client %s%s"
              .formatted(printable(client), isOneAccount ? " as " + printable(name) : "");
      logOnce(isOneAccount ? login : "client " + client, "Too many failures: " + context);
      throw RetryLaterException.tooManyAttempts(context, Duration.ofSeconds(waitSeconds));
    }

    /** The credentials were right: the attempt does not count, and the client is familiar. */
    public void succeed() {
      refund();
      if (!isFamiliar) {
        familiarClients.put(login, true);
      }
    }

    private void refund() {
      refunds.forEach(Runnable::run);
      refunds.clear();
    }

    @Override
    public void close() {
      CURRENT.remove();
    }
  }

  private Instant now() {
    return clock.now();
  }

  private void logOnce(String key, String message) {
    if (loggedKeys.asMap().putIfAbsent(Sha256.hex(key), true) == null) {
      LOG.warning(() -> message + "; further ones are throttled");
    }
  }

  private static String printable(String text) {
    return text.substring(0, Math.min(text.length(), MAX_LOGGED_LENGTH))
        .replaceAll("\\p{Cntrl}", "?");
  }

  private int perLogin() {
    return settings.get(LoginSetting.LOGIN_FAILURES_PER_ACCOUNT);
  }

  private int perAccount() {
    return CLIENTS_PER_ACCOUNT * perLogin();
  }

  private int perClient() {
    return settings.get(LoginSetting.LOGIN_FAILURES_PER_CLIENT);
  }
}
