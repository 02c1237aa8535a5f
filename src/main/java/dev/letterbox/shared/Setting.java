package dev.letterbox.shared;

import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * A documented setting, read by MicroProfile Config: as a system property under its name, or as an
 * environment variable under its name in upper case with underscores ({@code letterbox.db.url} is
 * {@code LETTERBOX_DB_URL}). The constants below are all there are.
 *
 * @param <T> what its text stands for
 */
public final class Setting<T> {

  private static final List<Setting<?>> ALL = new ArrayList<>();

  public static final Setting<Boolean> DEMO =
      flag(
          "letterbox.demo",
          "false",
          "Demo mode: users with a known password, and messages to look at. Never in production.");

  public static final Setting<String> DATA =
      add(
          "letterbox.data",
          "letterbox-data",
          SettingTexts::parseFolder,
          "Folder of the embedded Derby database, made when it is not there; relative to where the"
              + " server was started.");

  public static final Setting<String> DB_URL =
      text(
          "letterbox.db.url",
          "",
          "JDBC URL of a PostgreSQL database (`jdbc:postgresql://host/database`). Empty: embedded"
              + " Derby.");

  public static final Setting<String> DB_USER =
      text("letterbox.db.user", "", "User of that database.");

  public static final Setting<String> DB_PASSWORD =
      text("letterbox.db.password", "", "Password of that user.");

  public static final Setting<String> ADMIN_PASSWORD =
      text(
          "letterbox.admin.password",
          "",
          "Password of the first administrator. While nobody has the role `admin`, an account"
              + " `admin` is made with it at start; at least 8 characters.");

  public static final Setting<Integer> ACCOUNT_CACHE_SECONDS =
      number(
          "letterbox.users.cache-seconds",
          "1",
          0,
          3600,
          "For how long a node trusts what it read of an account or a token. A change made on the"
              + " same node counts at once; this is how late another node may notice it. 0: read"
              + " at each request.");

  public static final Setting<Set<LogIn>> LOG_IN =
      add(
          "letterbox.users.log-in",
          "basic,bearer,session",
          text -> SettingTexts.someOf(LogIn.class, text),
          "Which ways to log in are open: HTTP Basic, tokens, sessions.");

  public static final Setting<Integer> SESSION_MINUTES =
      number(
          "letterbox.users.session-minutes",
          "30",
          1,
          525_600,
          "A session ends after so many minutes without a request.");

  public static final Setting<String> SITE_URL =
      text("letterbox.site.url", "", "Address at which users reach Letterbox, ends in `/`.");

  public static final Setting<String> SITE_NAME =
      text("letterbox.site.name", "", "What the site is called in mails.");

  public static final Setting<Integer> PAGE_SIZE =
      number(
          "letterbox.rest.page-size",
          "10",
          1,
          1000,
          "Messages on a page when the request does not say; never more than the most.");

  public static final Setting<Integer> MAX_PAGE_SIZE =
      number("letterbox.rest.max-page-size", "100", 1, 1000, "Messages on a page at most.");

  public static final Setting<Integer> MAX_BODY =
      number(
          "letterbox.rest.max-body",
          "1048576",
          1024,
          1 << 30,
          "Size of the body of a request at most, in bytes.");

  public static final Setting<Paging> PAGING =
      add(
          "letterbox.rest.paging",
          "offset",
          text -> SettingTexts.oneOf(Paging.class, text),
          "Style of a list whose request names neither `offset` nor `cursor`: `offset` or `cursor`.");

  public static final Setting<Anonymous> ANONYMOUS =
      add(
          "letterbox.rest.anonymous",
          "refuse",
          text -> SettingTexts.oneOf(Anonymous.class, text),
          "What callers find who are not logged in: 401 (`refuse`), or an empty inbox (`empty`).");

  public static final Setting<Integer> IDEMPOTENCY_HOURS =
      number(
          "letterbox.rest.idempotency-hours",
          "24",
          1,
          8760,
          "For how long the answer to a request with an `Idempotency-Key` is kept.");

  public static final Setting<Integer> LIVE_STREAMS =
      number(
          "letterbox.live.streams",
          "10000",
          0,
          1_000_000,
          "How many streams of events one node has open at most. 0: none.");

  public static final Setting<Integer> LIVE_STREAMS_PER_USER =
      number(
          "letterbox.live.streams-per-user",
          "10",
          1,
          10_000,
          "How many of them one user has; the oldest makes room for another one.");

  public static final Setting<Integer> LIVE_HEARTBEAT_SECONDS =
      number(
          "letterbox.live.heartbeat-seconds",
          "15",
          1,
          3600,
          "How often a stream shows that it is there, and its log-in is looked at again. A client"
              + " that has not read for two of them is dropped.");

  public static final Setting<Boolean> MARK_READ =
      flag("letterbox.messages.mark-read", "true", "Showing a message marks it as read.");

  public static final Setting<Boolean> ALLOW_DELETE_UNREAD =
      flag(
          "letterbox.messages.allow-delete-unread",
          "false",
          "Users may delete messages that they have not read.");

  public static final Setting<Boolean> DELETE_READ =
      flag(
          "letterbox.messages.delete-read",
          "false",
          "Showing a message, where it marks as read, deletes it for the user who received it.");

  public static final Setting<Boolean> USE_SESSIONS =
      flag(
          "letterbox.messages.use-sessions",
          "false",
          "What a session was told is shown in that session only, and goes when it ends.");

  public static final Setting<Integer> MINIMUM_LEVEL =
      number(
          "letterbox.messages.minimum-level",
          "0",
          Integer.MIN_VALUE,
          Integer.MAX_VALUE,
          "Notices below this level are not stored.");

  public static final Setting<LevelTags> LEVEL_TAGS =
      add(
          "letterbox.messages.level-tags",
          "",
          LevelTags::parse,
          "Names of further levels, or other names of the five: `50:critical,15:hint`.");

  public static final Setting<Integer> MAX_RECIPIENTS =
      number(
          "letterbox.recipients.max",
          "0",
          0,
          1_000_000,
          "To how many recipients a user may write at once, copies of a reply included. 1: several"
              + " are forbidden. 0: no limit.");

  public static final Setting<Boolean> COPIES_ON_REPLY =
      flag(
          "letterbox.recipients.copies-on-reply",
          "true",
          "Users may send copies of a reply to others.");

  public static final Setting<Boolean> QUOTE_BODY =
      flag(
          "letterbox.replies.quote-body",
          "false",
          "The draft of a quick reply quotes the text that it replies to, too.");

  public static final Setting<Boolean> VISITORS =
      flag("letterbox.visitors.allowed", "true", "People without an account may write to a user.");

  public static final Setting<Integer> VISITORS_PER_CLIENT =
      number(
          "letterbox.visitors.per-client",
          "20",
          0,
          1_000_000,
          "How often in an hour visitors may write from one client, on one node. 0: no limit.");

  public static final Setting<Integer> VISITORS_PER_ADDRESS =
      number(
          "letterbox.visitors.per-address",
          "10",
          0,
          1_000_000,
          "How often in an hour visitors may write with one e-mail address, on one node. 0: no"
              + " limit.");

  public static final Setting<String> CLIENT_HEADER =
      text(
          "letterbox.visitors.client-header",
          "",
          "Header in which the proxy in front tells the client's address, like `X-Forwarded-For`;"
              + " the last address in it counts. Empty: there is no proxy.");

  public static final Setting<String> VISITORS_SECRET =
      add(
          "letterbox.visitors.secret",
          "",
          SettingTexts::parseSecret,
          "Key of the hash that stands for a visitor's address; the same on all nodes, at least 16"
              + " characters. Empty: a new one at each start.");

  public static final Setting<ModerationDefault> MODERATION_DEFAULT =
      add(
          "letterbox.moderation.default",
          "accept",
          text -> SettingTexts.oneOf(ModerationDefault.class, text),
          "What becomes of a message about which no auto-moderator has an opinion: `accept`,"
              + " `reject` or `pending` (a moderator decides).");

  public static final Setting<Routes> NOTIFICATIONS_OFF =
      add(
          "letterbox.notifications.off",
          "notice:email,notice:log,broadcast:log",
          Routes::parse,
          "What users are not told on which channel unless they want it: pairs of a label"
              + " (`message`, `reply`, `rejection`, `notice`, `broadcast`) and a channel, `*` for"
              + " all.");

  public static final Setting<Routes> NOTIFICATIONS_LOCKED =
      add(
          "letterbox.notifications.locked",
          "*:log",
          Routes::parse,
          "Of which pairs users can't choose otherwise.");

  public static final Setting<String> NOTIFICATIONS_SECRET =
      add(
          "letterbox.notifications.secret",
          "",
          SettingTexts::parseSecret,
          "Key of the hash in links that unsubscribe; the same on all nodes, at least 16 characters."
              + " Empty: one made at random, kept in the database.");

  public static final Setting<LocalTime> DIGEST_TIME =
      add(
          "letterbox.notifications.digest-time",
          "06:00",
          text -> SettingTexts.parseTimeOfDay(text).orElse(LocalTime.MIDNIGHT),
          "When users are told who want to be told once a day, in UTC. Empty: at midnight.");

  public static final Setting<Integer> OUTBOX_LEASE_SECONDS =
      number(
          "letterbox.outbox.lease-seconds",
          "30",
          1,
          3600,
          "What a node was about to send when it died is free for others after so many seconds.");

  public static final Setting<Integer> OUTBOX_MAX_ATTEMPTS =
      number(
          "letterbox.outbox.max-attempts",
          "20",
          1,
          1000,
          "How often a notification is tried before it is dead.");

  public static final Setting<Integer> OUTBOX_MAX_HOURS =
      number(
          "letterbox.outbox.max-hours",
          "72",
          1,
          8760,
          "For how many hours a notification is tried before it is dead.");

  public static final Setting<Integer> OUTBOX_RETRY_SECONDS =
      number(
          "letterbox.outbox.retry-seconds",
          "5",
          1,
          3600,
          "How many seconds after a failure a notification is tried again, give or take half of"
              + " them; twice as many after each further failure, up to an hour.");

  public static final Setting<Integer> OUTBOX_KEEP_DEAD_DAYS =
      number(
          "letterbox.outbox.keep-dead-days",
          "30",
          0,
          36_500,
          "After how many days a cleanup removes a notification that is dead. 0: never.");

  public static final Setting<Optional<SmtpServer>> SMTP_URL =
      add(
          "letterbox.smtp.url",
          "",
          SmtpServer::parse,
          "Mail server: `smtp://host:25`, `smtp+starttls://host:587` or `smtps://host:465`. Empty:"
              + " no e-mail, unless there is a mail session.");

  public static final Setting<String> SMTP_USER =
      text("letterbox.smtp.user", "", "User at that mail server. Empty: it asks for none.");

  public static final Setting<String> SMTP_PASSWORD =
      text("letterbox.smtp.password", "", "Password of that user.");

  public static final Setting<String> MAIL_SESSION =
      text(
          "letterbox.mail.session",
          "",
          "JNDI name of a mail session of the server, like `mail/letterbox`; then"
              + " `letterbox.smtp.*` is not used. Empty: none.");

  public static final Setting<String> MAIL_FROM =
      text(
          "letterbox.mail.from",
          "",
          "Sender of the mails: an address, or `Name <address>`. Empty: that of the mail session,"
              + " or `letterbox@` and the host of `letterbox.site.url`.");

  public static final Setting<Integer> MAIL_TIMEOUT_SECONDS =
      number(
          "letterbox.mail.timeout-seconds",
          "20",
          1,
          600,
          "How long to wait for the mail server: to connect, to read, to write.");

  public static final Setting<String> MAIL_TEMPLATES =
      text(
          "letterbox.mail.templates",
          "",
          "Folder of templates and texts of mails that replace those of Letterbox; read at start.");

  public static final Setting<Locale> MAIL_LANGUAGE =
      add(
          "letterbox.mail.language",
          "en",
          SettingTexts::parseLanguage,
          "Language of mails to visitors, and to users who have chosen none: `en`, `de`, `fr`, or"
              + " one that the folder of templates adds.");

  public static final Setting<Boolean> WEBHOOKS_ALLOW_HTTP =
      flag(
          "letterbox.webhooks.allow-http",
          "false",
          "Whether webhooks may have URLs that begin with `http:`.");

  public static final Setting<Boolean> WEBHOOKS_ALLOW_PRIVATE =
      flag(
          "letterbox.webhooks.allow-private",
          "false",
          "Whether webhooks may lead to private addresses: of this machine, its network, or any that"
              + " is not public.");

  public static final Setting<Integer> WEBHOOKS_TIMEOUT_SECONDS =
      number(
          "letterbox.webhooks.timeout-seconds",
          "10",
          1,
          300,
          "How long a webhook may take, from connecting to the answer.");

  public static final Setting<Integer> CLEANUP_DAYS =
      number(
          "letterbox.cleanup.days",
          "30",
          1,
          36_500,
          "Messages that both sides deleted are removed after so many days.");

  public static final Setting<Optional<LocalTime>> MAINTENANCE_TIME =
      add(
          "letterbox.maintenance.time",
          "03:30",
          SettingTexts::parseTimeOfDay,
          "When cleanup and checkup run each day, in UTC. Empty: never.");

  public static final Setting<String> MAINTENANCE_SOCKET =
      text(
          "letterbox.maintenance.socket",
          "letterbox.sock",
          "Socket file for maintenance from the command line, for the user of the server only;"
              + " relative to `letterbox.data`, and made where its folder exists. Empty: none.");

  /** A way to log in. */
  public enum LogIn {
    BASIC,
    BEARER,
    SESSION
  }

  /** A style of paging. */
  public enum Paging {
    OFFSET,
    CURSOR
  }

  /** What becomes of messages about which nobody has an opinion. */
  public enum ModerationDefault {
    ACCEPT,
    REJECT,
    PENDING
  }

  /** What callers find who are not logged in. */
  public enum Anonymous {
    REFUSE,
    EMPTY
  }

  private final String key;
  private final String defaultText;
  private final Function<String, T> parser;
  private final String description;

  private Setting(String key, String defaultText, Function<String, T> parser, String description) {
    this.key = key;
    this.defaultText = defaultText;
    this.parser = parser;
    this.description = description;
  }

  private static <T> Setting<T> add(
      String key, String defaultText, Function<String, T> parser, String description) {
    Setting<T> setting = new Setting<>(key, defaultText, parser, description);
    ALL.add(setting);
    return setting;
  }

  private static Setting<String> text(String key, String defaultText, String description) {
    return add(key, defaultText, Function.identity(), description);
  }

  private static Setting<Boolean> flag(String key, String defaultText, String description) {
    return add(key, defaultText, SettingTexts::parseFlag, description);
  }

  private static Setting<Integer> number(
      String key, String defaultText, int least, int most, String description) {
    return add(key, defaultText, text -> SettingTexts.parseNumber(text, least, most), description);
  }

  /** All settings, in the order of their declaration. */
  public static List<Setting<?>> all() {
    return List.copyOf(ALL);
  }

  public String key() {
    return key;
  }

  public String defaultText() {
    return defaultText;
  }

  public String description() {
    return description;
  }

  /** Whether an empty text is one of its values. */
  boolean canBeEmpty() {
    try {
      return parser.apply("") != null;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /**
   * What a text stands for.
   *
   * @throws IllegalArgumentException naming the setting, when the text is not one of its values
   */
  T parse(String text) {
    try {
      return parser.apply(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "Setting " + key + ": " + e.getMessage() + ", but is \"" + text + "\"", e);
    }
  }
}
