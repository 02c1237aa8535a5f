package dev.letterbox.shared.config;

import java.time.LocalTime;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The settings of notifications: who is told what, the outbox, mails, webhooks, live push. */
public final class NotificationSetting {

  private static final SettingRegistry REGISTRY = new SettingRegistry();

  public static final Setting<NotificationRoutes> NOTIFICATIONS_OFF =
      REGISTRY.add(
          "letterbox.notifications.off",
          "notice:email,notice:log,broadcast:log",
          NotificationRoutes::parse,
          "What users are not told on which channel unless they want it: pairs of a label"
              + " (`message`, `reply`, `rejection`, `notice`, `broadcast`) and a channel, `*` for"
              + " all.");

  public static final Setting<NotificationRoutes> NOTIFICATIONS_LOCKED =
      REGISTRY.add(
          "letterbox.notifications.locked",
          "*:log",
          NotificationRoutes::parse,
          "Of which pairs users can't choose otherwise.");

  public static final Setting<String> NOTIFICATIONS_SECRET =
      REGISTRY.add(
          "letterbox.notifications.secret",
          "",
          SettingParsers::parseSecret,
          "Key of the hash in links that unsubscribe; the same on all nodes, at least 16 characters."
              + " Empty: one made at random, kept in the database.");

  public static final Setting<LocalTime> DIGEST_TIME =
      REGISTRY.add(
          "letterbox.notifications.digest-time",
          "06:00",
          text -> SettingParsers.parseTimeOfDay(text).orElse(LocalTime.MIDNIGHT),
          "When users are told who want to be told once a day, in UTC. Empty: at midnight.");

  public static final Setting<Integer> OUTBOX_LEASE_SECONDS =
      REGISTRY.number(
          "letterbox.outbox.lease-seconds",
          "30",
          1,
          3600,
          "What a node was about to send when it died is free for others after so many seconds.");

  public static final Setting<Integer> OUTBOX_MAX_ATTEMPTS =
      REGISTRY.number(
          "letterbox.outbox.max-attempts",
          "90",
          1,
          1000,
          "How often a notification is tried before it is dead. Of those at a server that can't be"
              + " reached no more than seven count, and never the last one.");

  public static final Setting<Integer> OUTBOX_MAX_HOURS =
      REGISTRY.number(
          "letterbox.outbox.max-hours",
          "72",
          1,
          8760,
          "For how many hours a notification is tried before it is dead, from when it is first due.");

  public static final Setting<Integer> OUTBOX_RETRY_SECONDS =
      REGISTRY.number(
          "letterbox.outbox.retry-seconds",
          "5",
          1,
          3600,
          "How many seconds after a failure a notification is tried again, give or take half of"
              + " them; twice as many after each further failure, up to an hour, and to five minutes"
              + " while a server can't be reached.");

  public static final Setting<Integer> OUTBOX_KEEP_DEAD_DAYS =
      REGISTRY.number(
          "letterbox.outbox.keep-dead-days",
          "30",
          0,
          36_500,
          "After how many days a cleanup removes a notification that is dead. 0: never.");

  public static final Setting<Optional<SmtpServer>> SMTP_SERVER =
      REGISTRY.add(
          "letterbox.smtp.url",
          "",
          SmtpServer::parse,
          "Mail server: `smtp://host:25`, `smtp+starttls://host:587` or `smtps://host:465`. Empty:"
              + " no e-mail, unless there is a mail session.");

  public static final Setting<String> SMTP_USER =
      REGISTRY.text(
          "letterbox.smtp.user", "", "User at that mail server. Empty: it asks for none.");

  public static final Setting<String> SMTP_PASSWORD =
      REGISTRY.text("letterbox.smtp.password", "", "Password of that user.");

  public static final Setting<String> MAIL_SESSION =
      REGISTRY.text(
          "letterbox.mail.session",
          "",
          "JNDI name of a mail session of the server, like `mail/letterbox`; then"
              + " `letterbox.smtp.*` is not used. Empty: none.");

  public static final Setting<String> MAIL_FROM =
      REGISTRY.text(
          "letterbox.mail.from",
          "",
          "Sender of the mails: an address, or `Name <address>`. Empty: that of the mail session,"
              + " or `letterbox@` and the host of `letterbox.site.url`; without one"
              + " `letterbox@letterbox`, which most mail servers refuse.");

  public static final Setting<Integer> MAIL_TIMEOUT_SECONDS =
      REGISTRY.number(
          "letterbox.mail.timeout-seconds",
          "20",
          1,
          600,
          "How long to wait for the mail server: to connect, to read, to write.");

  public static final Setting<String> MAIL_TEMPLATES =
      REGISTRY.text(
          "letterbox.mail.templates",
          "",
          "Folder of templates and texts of mails that replace those of Letterbox; read at start.");

  public static final Setting<Locale> MAIL_LANGUAGE =
      REGISTRY.add(
          "letterbox.mail.language",
          "en",
          SettingParsers::parseLanguage,
          "Language of mails to visitors, and to users who have chosen none: `en`, `de`, `fr`, or"
              + " one that the folder of templates adds.");

  public static final Setting<Boolean> WEBHOOKS_ALLOW_HTTP =
      REGISTRY.flag(
          "letterbox.webhooks.allow-http",
          "false",
          "Whether webhooks may have URLs that begin with `http:`.");

  public static final Setting<Boolean> WEBHOOKS_ALLOW_PRIVATE =
      REGISTRY.flag(
          "letterbox.webhooks.allow-private",
          "false",
          "Whether webhooks may lead to private addresses: of this machine, its network, or any that"
              + " is not public.");

  public static final Setting<Integer> WEBHOOKS_TIMEOUT_SECONDS =
      REGISTRY.number(
          "letterbox.webhooks.timeout-seconds",
          "10",
          1,
          300,
          "How long a webhook may take, from connecting to the answer.");

  public static final Setting<Integer> MAX_LIVE_STREAMS =
      REGISTRY.number(
          "letterbox.live.streams",
          "10000",
          0,
          1_000_000,
          "How many streams of events one node has open at most. 0: none.");

  public static final Setting<Integer> MAX_LIVE_STREAMS_PER_USER =
      REGISTRY.number(
          "letterbox.live.streams-per-user",
          "10",
          1,
          10_000,
          "How many of them one user has; the oldest makes room for another one.");

  public static final Setting<Integer> LIVE_HEARTBEAT_SECONDS =
      REGISTRY.number(
          "letterbox.live.heartbeat-seconds",
          "15",
          1,
          3600,
          "How often a stream shows that it is there, and its log-in is looked at again. A client"
              + " that has not read for two of them is dropped.");

  private NotificationSetting() {}

  static Stream<Setting<?>> all() {
    return REGISTRY.all();
  }
}
