package dev.letterbox.shared.config;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Set;

/** The settings of log-in. */
public final class LoginSetting {

  static final SettingRegistry REGISTRY = Setting.REGISTRY;

  public static final Setting<Duration> ACCOUNT_CACHE_TIME =
      REGISTRY.duration(
          "letterbox.users.cache-seconds",
          "1",
          ChronoUnit.SECONDS,
          0,
          3600,
          "How many seconds a node caches accounts and tokens. A change on the same node takes"
              + " effect at once, on other nodes after this time. 0: no cache.");
  public static final Setting<Set<LoginMethod>> LOGIN_METHODS =
      REGISTRY.add(
          "letterbox.users.log-in",
          "basic,bearer,session",
          text -> SettingParsers.parseEnumSet(LoginMethod.class, text),
          "Enabled methods of log-in: HTTP Basic, tokens, sessions.");
  public static final Setting<Duration> SESSION_TIMEOUT =
      REGISTRY.duration(
          "letterbox.users.session-minutes",
          "30",
          ChronoUnit.MINUTES,
          1,
          525_600,
          "A session ends after this many minutes without a request.");
  public static final Setting<Integer> LOGIN_FAILURES_PER_ACCOUNT =
      REGISTRY.number(
          "letterbox.users.failures-per-account",
          "10",
          0,
          1_000_000,
          "Maximum number of failed log-ins in 15 minutes for one account from one client, on one"
              + " node. 0: no limit.");
  public static final Setting<Integer> LOGIN_FAILURES_PER_CLIENT =
      REGISTRY.number(
          "letterbox.users.failures-per-client",
          "100",
          0,
          1_000_000,
          "Maximum number of failed log-ins in 15 minutes from one client, on one node. 0: no"
              + " limit.");

  private LoginSetting() {}
}
