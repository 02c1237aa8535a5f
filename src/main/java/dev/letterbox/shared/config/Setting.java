package dev.letterbox.shared.config;

import java.time.Duration;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * A documented setting, read with MicroProfile Config: a system property of its name, or an
 * environment variable of its name in upper case with underscores ({@code letterbox.db.url} is
 * {@code LETTERBOX_DB_URL}). All settings are constants of this class, {@link LoginSetting}, {@link
 * NotificationSetting} and {@link LimitSetting}.
 *
 * @param <T> type of the value
 */
public final class Setting<T> {

  static final SettingRegistry REGISTRY = new SettingRegistry();

  public static final Setting<Boolean> DEMO =
      REGISTRY.flag(
          "letterbox.demo",
          "false",
          "Demo mode: users with a known password, and sample messages. Never in production.");
  public static final Setting<String> DATA_FOLDER =
      REGISTRY.add(
          "letterbox.data",
          "letterbox-data",
          SettingParsers::parseFolder,
          "Folder of the embedded Derby database, created when it does not exist; relative to the"
              + " working directory of the server.");
  public static final Setting<String> DB_URL =
      REGISTRY.secret(
          "letterbox.db.url",
          SettingParsers::parseDatabaseUrl,
          "JDBC URL of a PostgreSQL database (`jdbc:postgresql://host/database`). Empty: embedded"
              + " Derby.");

  public static final Setting<String> DB_USER =
      REGISTRY.text("letterbox.db.user", "", "User of that database.");

  public static final Setting<String> DB_PASSWORD =
      REGISTRY.secret("letterbox.db.password", Function.identity(), "Password of that user.");

  public static final Setting<String> ADMIN_PASSWORD =
      REGISTRY.secret(
          "letterbox.admin.password",
          Function.identity(),
          "Password of the first administrator. While no active account has the role `admin`, an"
              + " account `admin` is created with it at start; at least 8 characters.");
  public static final Setting<String> SITE_URL =
      REGISTRY.text("letterbox.site.url", "", "URL at which users reach Letterbox, ends in `/`.");
  public static final Setting<String> SITE_NAME =
      REGISTRY.text("letterbox.site.name", "", "Name of the site in e-mails.");
  public static final Setting<Integer> PAGE_SIZE =
      REGISTRY.number(
          "letterbox.rest.page-size",
          "10",
          1,
          1000,
          "Messages on a page when the request has no limit; at most the maximum.");
  public static final Setting<Integer> MAX_PAGE_SIZE =
      REGISTRY.number(
          "letterbox.rest.max-page-size", "100", 1, 1000, "Maximum number of messages on a page.");
  public static final Setting<Integer> MAX_BODY_BYTES =
      REGISTRY.number(
          "letterbox.rest.max-body",
          "1048576",
          1024,
          1 << 30,
          "Maximum size of the body of a request, in bytes.");
  public static final Setting<PagingStyle> PAGING_STYLE =
      REGISTRY.add(
          "letterbox.rest.paging",
          "offset",
          text -> SettingParsers.parseEnum(PagingStyle.class, text),
          "Style of a list whose request has neither `offset` nor `cursor`: `offset` or `cursor`.");
  public static final Setting<AnonymousAccess> ANONYMOUS_ACCESS =
      REGISTRY.add(
          "letterbox.rest.anonymous",
          "refuse",
          text -> SettingParsers.parseEnum(AnonymousAccess.class, text),
          "Response to callers without log-in: 401 (`refuse`), or an empty inbox (`empty`).");
  public static final Setting<Duration> IDEMPOTENCY_RETENTION =
      REGISTRY.duration(
          "letterbox.rest.idempotency-hours",
          "24",
          ChronoUnit.HOURS,
          1,
          8760,
          "How many hours the response to a request with an `Idempotency-Key` is stored.");
  public static final Setting<Boolean> MARK_READ =
      REGISTRY.flag("letterbox.messages.mark-read", "true", "Showing a message marks it as read.");
  public static final Setting<Boolean> ALLOW_DELETE_UNREAD =
      REGISTRY.flag(
          "letterbox.messages.allow-delete-unread", "false", "Users can delete unread messages.");
  public static final Setting<Boolean> DELETE_READ =
      REGISTRY.flag(
          "letterbox.messages.delete-read",
          "false",
          "A message that is marked as read because it is shown is deleted for its recipient.");
  public static final Setting<Boolean> SESSION_NOTICES_ENABLED =
      REGISTRY.flag(
          "letterbox.messages.use-sessions",
          "false",
          "A notice for a session is shown in that session only, and deleted when the session"
              + " ends.");
  public static final Setting<Integer> MINIMUM_LEVEL =
      REGISTRY.number(
          "letterbox.messages.minimum-level",
          "0",
          Integer.MIN_VALUE,
          Integer.MAX_VALUE,
          "Notices below this level are not stored.");
  public static final Setting<LevelTags> LEVEL_TAGS =
      REGISTRY.add(
          "letterbox.messages.level-tags",
          "",
          LevelTags::parse,
          "Names of further levels, or other names of the five: `50:critical,15:hint`.");
  public static final Setting<Integer> MAX_RECIPIENTS =
      REGISTRY.number(
          "letterbox.recipients.max",
          "0",
          0,
          1_000_000,
          "Maximum number of recipients when a user writes, including copies of a reply. 0: no"
              + " limit.");
  public static final Setting<Boolean> COPIES_ON_REPLY =
      REGISTRY.flag(
          "letterbox.recipients.copies-on-reply",
          "true",
          "Users can send copies of a reply to others.");
  public static final Setting<Boolean> QUOTE_BODY =
      REGISTRY.flag(
          "letterbox.replies.quote-body",
          "false",
          "The draft of a quick reply quotes the text of its parent.");
  public static final Setting<Boolean> VISITORS_ALLOWED =
      REGISTRY.flag(
          "letterbox.visitors.allowed",
          "true",
          "Visitors, who have no account, can write to users.");
  public static final Setting<String> CLIENT_ADDRESS_HEADER =
      REGISTRY.text(
          "letterbox.visitors.client-header",
          "",
          "Header in which the reverse proxy passes the address of the client, like"
              + " `X-Forwarded-For`; the last address in it counts. Empty: no proxy.");
  public static final Setting<String> VISITORS_SECRET =
      REGISTRY.secret(
          "letterbox.visitors.secret",
          SettingParsers::parseSecret,
          "Key of the hash that masks addresses of visitors; the same on all nodes, at least 16"
              + " characters. Empty: a new one at each start.");
  public static final Setting<ModerationDefault> MODERATION_DEFAULT =
      REGISTRY.add(
          "letterbox.moderation.default",
          "accept",
          text -> SettingParsers.parseEnum(ModerationDefault.class, text),
          "Status of a message without any opinion of an auto-moderator: `accept`, `reject` or"
              + " `pending` (a moderator decides).");
  public static final Setting<Integer> CLEANUP_DAYS =
      REGISTRY.number(
          "letterbox.cleanup.days",
          "30",
          1,
          36_500,
          "Messages that both sides deleted are removed after this many days.");
  public static final Setting<Optional<LocalTime>> MAINTENANCE_TIME =
      REGISTRY.add(
          "letterbox.maintenance.time",
          "03:30",
          SettingParsers::parseTimeOfDay,
          "Time of the daily cleanup and checkup, in UTC. Empty: never.");
  private final String key;
  private final String defaultText;
  private final Function<String, T> parser;
  private final String description;
  private final boolean secret;

  Setting(
      String key,
      String defaultText,
      Function<String, T> parser,
      String description,
      boolean secret) {
    this.key = key;
    this.defaultText = defaultText;
    this.parser = parser;
    this.description = description;
    this.secret = secret;
  }

  /** All settings, in the order of their declaration. */
  public static List<Setting<?>> all() {
    return LimitSetting.REGISTRY.all(); // initializes all four classes
  }

  public String key() {
    return key;
  }

  /** The environment variable of a key. */
  public static String environmentVariable(String key) {
    return key.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
  }

  public String defaultText() {
    return defaultText;
  }

  public String description() {
    return description;
  }

  /** Whether the text is, or may contain, a password or key, which no log or error shows. */
  boolean isSecret() {
    return secret;
  }

  /** Whether an empty text is valid. */
  boolean acceptsEmptyText() {
    try {
      return parser.apply("") != null;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /**
   * Parses a text.
   *
   * @throws IllegalArgumentException naming the setting, if the text is not valid
   */
  T parse(String text) {
    try {
      return parser.apply(text);
    } catch (IllegalArgumentException e) {
      String error = "Setting " + key + ": " + e.getMessage();
      throw secret
          ? new IllegalArgumentException(error) // the cause may contain the text
          : new IllegalArgumentException(error + ", but is \"" + text + "\"", e);
    }
  }
}
