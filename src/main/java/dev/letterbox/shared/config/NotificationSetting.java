package dev.letterbox.shared.config;

import java.time.Duration;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** The settings of notifications, the outbox, e-mail, webhooks and live updates. */
public final class NotificationSetting {

  static final SettingRegistry REGISTRY = LoginSetting.REGISTRY;

  public static final Setting<NotificationRoutes> NOTIFICATIONS_OFF =
      REGISTRY.add(
          "letterbox.notifications.off",
          "notice:email,notice:log,broadcast:log",
          NotificationRoutes::parse,
          "Notification types that are off by default, per channel: pairs of a type (`message`,"
              + " `reply`, `rejection`, `notice`, `broadcast`) and a channel, `*` for all.");
  public static final Setting<NotificationRoutes> NOTIFICATIONS_LOCKED =
      REGISTRY.add(
          "letterbox.notifications.locked",
          "*:log",
          NotificationRoutes::parse,
          "Pairs of a type and a channel that users can't change.");
  public static final Setting<String> NOTIFICATIONS_SECRET =
      REGISTRY.secret(
          "letterbox.notifications.secret",
          SettingParsers::parseSecret,
          "Key of the hash in unsubscribe links; the same on all nodes, at least 16 characters."
              + " Empty: a random one, stored in the database.");
  public static final Setting<LocalTime> DIGEST_TIME =
      REGISTRY.add(
          "letterbox.notifications.digest-time",
          "06:00",
          text -> SettingParsers.parseTimeOfDay(text).orElse(LocalTime.MIDNIGHT),
          "Time of daily digests, in UTC. Empty: midnight.");
  public static final Setting<Duration> OUTBOX_LEASE =
      REGISTRY.duration(
          "letterbox.outbox.lease-seconds",
          "30",
          ChronoUnit.SECONDS,
          1,
          3600,
          "Lease: after this many seconds another node takes over the work of a dead one.");
  public static final Setting<Integer> OUTBOX_MAX_ATTEMPTS =
      REGISTRY.number(
          "letterbox.outbox.max-attempts",
          "90",
          1,
          1000,
          "Maximum number of attempts before a notification is dead. Attempts while the channel"
              + " is unavailable count up to seven times, and never as the last one.");
  public static final Setting<Duration> OUTBOX_MAX_AGE =
      REGISTRY.duration(
          "letterbox.outbox.max-hours",
          "72",
          ChronoUnit.HOURS,
          1,
          8760,
          "How many hours after it was first due a notification is dead.");
  public static final Setting<Duration> OUTBOX_RETRY_DELAY =
      REGISTRY.duration(
          "letterbox.outbox.retry-seconds",
          "5",
          ChronoUnit.SECONDS,
          1,
          3600,
          "Seconds between a failure and the first retry, plus or minus half; doubled after each"
              + " further failure up to an hour, and up to five minutes while the channel is"
              + " unavailable.");
  public static final Setting<Duration> OUTBOX_DEAD_RETENTION =
      REGISTRY.duration(
          "letterbox.outbox.keep-dead-days",
          "30",
          ChronoUnit.DAYS,
          0,
          36_500,
          "After how many days a cleanup removes dead notifications. 0: never.");
  public static final Setting<Optional<SmtpServer>> SMTP_SERVER =
      REGISTRY.secret(
          "letterbox.smtp.url",
          SmtpServer::parse,
          "SMTP server: `smtp://host:25`, `smtp+starttls://host:587` or `smtps://host:465`."
              + " Empty: no e-mail, unless there is a mail session.");
  public static final Setting<String> SMTP_USER =
      REGISTRY.text(
          "letterbox.smtp.user", "", "User at the SMTP server. Empty: no authentication.");
  public static final Setting<String> SMTP_PASSWORD =
      REGISTRY.secret("letterbox.smtp.password", Function.identity(), "Password of that user.");
  public static final Setting<String> MAIL_SESSION =
      REGISTRY.text(
          "letterbox.mail.session",
          "",
          "JNDI name of a mail session of the server, like `mail/letterbox`; replaces"
              + " `letterbox.smtp.*`. Empty: none.");
  public static final Setting<String> MAIL_FROM =
      REGISTRY.text(
          "letterbox.mail.from",
          "",
          "Sender of e-mails: an address, or `Name <address>`. Empty: that of the mail session,"
              + " or `letterbox@` and the host of `letterbox.site.url`; without one"
              + " `letterbox@letterbox`, which most servers refuse.");
  public static final Setting<Duration> MAIL_TIMEOUT =
      REGISTRY.duration(
          "letterbox.mail.timeout-seconds",
          "20",
          ChronoUnit.SECONDS,
          1,
          600,
          "Timeout of the SMTP server in seconds: to connect, to read, to write.");
  public static final Setting<String> MAIL_TEMPLATES =
      REGISTRY.text(
          "letterbox.mail.templates",
          "",
          "Folder of templates and texts that replace those of Letterbox; read at start.");
  public static final Setting<Locale> MAIL_LANGUAGE =
      REGISTRY.add(
          "letterbox.mail.language",
          "en",
          SettingParsers::parseLanguage,
          "Language of e-mails to visitors and to users without a preferred language: `en`, `de`,"
              + " `fr`, or one of the folder of templates.");
  public static final Setting<Boolean> WEBHOOKS_ALLOW_HTTP =
      REGISTRY.flag(
          "letterbox.webhooks.allow-http",
          "false",
          "Webhooks may have URLs that start with `http:`.");
  public static final Setting<Boolean> WEBHOOKS_ALLOW_PRIVATE =
      REGISTRY.flag(
          "letterbox.webhooks.allow-private",
          "false",
          "Webhooks may have private addresses: of this machine, its network, or any that is not"
              + " public.");
  public static final Setting<Duration> WEBHOOK_TIMEOUT =
      REGISTRY.duration(
          "letterbox.webhooks.timeout-seconds",
          "10",
          ChronoUnit.SECONDS,
          1,
          300,
          "Timeout of a request to a webhook in seconds, from connecting to the response.");
  public static final Setting<Integer> MAX_LIVE_STREAMS =
      REGISTRY.number(
          "letterbox.live.streams",
          "10000",
          0,
          1_000_000,
          "Maximum number of open event streams of a node. 0: none.");
  public static final Setting<Integer> MAX_LIVE_STREAMS_PER_USER =
      REGISTRY.number(
          "letterbox.live.streams-per-user",
          "10",
          1,
          10_000,
          "Maximum number of open event streams of a user; a new one closes the oldest.");
  public static final Setting<Duration> LIVE_HEARTBEAT_INTERVAL =
      REGISTRY.duration(
          "letterbox.live.heartbeat-seconds",
          "15",
          ChronoUnit.SECONDS,
          1,
          3600,
          "Seconds between heartbeats of an event stream, each of which checks the log-in again."
              + " A client that has not read for two of them is disconnected.");

  private NotificationSetting() {}
}
