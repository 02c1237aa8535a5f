package dev.letterbox.shared.config;

import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A documented setting, read by MicroProfile Config: as a system property under its name, or as an
 * environment variable under its name in upper case with underscores ({@code letterbox.db.url} is
 * {@code LETTERBOX_DB_URL}). The constants below and in {@link NotificationSetting} are all there
 * are.
 *
 * @param <T> what its text stands for
 */
public final class Setting<T> {

  private static final SettingRegistry REGISTRY = new SettingRegistry();

  public static final Setting<Boolean> DEMO =
      REGISTRY.flag(
          "letterbox.demo",
          "false",
          "Demo mode: users with a known password, and messages to look at. Never in production.");

  public static final Setting<String> DATA_FOLDER =
      REGISTRY.add(
          "letterbox.data",
          "letterbox-data",
          SettingParsers::parseFolder,
          "Folder of the embedded Derby database, made when it is not there; relative to where the"
              + " server was started.");

  public static final Setting<String> DB_URL =
      REGISTRY.text(
          "letterbox.db.url",
          "",
          "JDBC URL of a PostgreSQL database (`jdbc:postgresql://host/database`). Empty: embedded"
              + " Derby.");

  public static final Setting<String> DB_USER =
      REGISTRY.text("letterbox.db.user", "", "User of that database.");

  public static final Setting<String> DB_PASSWORD =
      REGISTRY.text("letterbox.db.password", "", "Password of that user.");

  public static final Setting<String> ADMIN_PASSWORD =
      REGISTRY.text(
          "letterbox.admin.password",
          "",
          "Password of the first administrator. While nobody has the role `admin`, an account"
              + " `admin` is made with it at start; at least 8 characters.");

  public static final Setting<Integer> ACCOUNT_CACHE_SECONDS =
      REGISTRY.number(
          "letterbox.users.cache-seconds",
          "1",
          0,
          3600,
          "For how long a node trusts what it read of an account or a token. A change made on the"
              + " same node counts at once; this is how late another node may notice it. 0: read"
              + " at each request.");

  public static final Setting<Set<LoginMethod>> LOGIN_METHODS =
      REGISTRY.add(
          "letterbox.users.log-in",
          "basic,bearer,session",
          text -> SettingParsers.parseEnumSet(LoginMethod.class, text),
          "Which ways to log in are open: HTTP Basic, tokens, sessions.");

  public static final Setting<Integer> SESSION_MINUTES =
      REGISTRY.number(
          "letterbox.users.session-minutes",
          "30",
          1,
          525_600,
          "A session ends after so many minutes without a request.");

  public static final Setting<String> SITE_URL =
      REGISTRY.text(
          "letterbox.site.url", "", "Address at which users reach Letterbox, ends in `/`.");

  public static final Setting<String> SITE_NAME =
      REGISTRY.text("letterbox.site.name", "", "What the site is called in mails.");

  public static final Setting<Integer> PAGE_SIZE =
      REGISTRY.number(
          "letterbox.rest.page-size",
          "10",
          1,
          1000,
          "Messages on a page when the request does not say; never more than the most.");

  public static final Setting<Integer> MAX_PAGE_SIZE =
      REGISTRY.number(
          "letterbox.rest.max-page-size", "100", 1, 1000, "Messages on a page at most.");

  public static final Setting<Integer> MAX_BODY_BYTES =
      REGISTRY.number(
          "letterbox.rest.max-body",
          "1048576",
          1024,
          1 << 30,
          "Size of the body of a request at most, in bytes.");

  public static final Setting<PagingStyle> PAGING_STYLE =
      REGISTRY.add(
          "letterbox.rest.paging",
          "offset",
          text -> SettingParsers.parseEnum(PagingStyle.class, text),
          "Style of a list whose request names neither `offset` nor `cursor`: `offset` or `cursor`.");

  public static final Setting<AnonymousAccess> ANONYMOUS_ACCESS =
      REGISTRY.add(
          "letterbox.rest.anonymous",
          "refuse",
          text -> SettingParsers.parseEnum(AnonymousAccess.class, text),
          "What callers find who are not logged in: 401 (`refuse`), or an empty inbox (`empty`).");

  public static final Setting<Integer> IDEMPOTENCY_HOURS =
      REGISTRY.number(
          "letterbox.rest.idempotency-hours",
          "24",
          1,
          8760,
          "For how long the answer to a request with an `Idempotency-Key` is kept.");

  public static final Setting<Boolean> MARK_READ =
      REGISTRY.flag("letterbox.messages.mark-read", "true", "Showing a message marks it as read.");

  public static final Setting<Boolean> ALLOW_DELETE_UNREAD =
      REGISTRY.flag(
          "letterbox.messages.allow-delete-unread",
          "false",
          "Users may delete messages that they have not read.");

  public static final Setting<Boolean> DELETE_READ =
      REGISTRY.flag(
          "letterbox.messages.delete-read",
          "false",
          "Showing a message, where it marks as read, deletes it for the user who received it.");

  public static final Setting<Boolean> SESSION_NOTICES_ENABLED =
      REGISTRY.flag(
          "letterbox.messages.use-sessions",
          "false",
          "What a session was told is shown in that session only, and goes when it ends.");

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
          "To how many recipients a user may write at once, copies of a reply included. 1: several"
              + " are forbidden. 0: no limit.");

  public static final Setting<Boolean> COPIES_ON_REPLY =
      REGISTRY.flag(
          "letterbox.recipients.copies-on-reply",
          "true",
          "Users may send copies of a reply to others.");

  public static final Setting<Boolean> QUOTE_BODY =
      REGISTRY.flag(
          "letterbox.replies.quote-body",
          "false",
          "The draft of a quick reply quotes the text that it replies to, too.");

  public static final Setting<Boolean> VISITORS_ALLOWED =
      REGISTRY.flag(
          "letterbox.visitors.allowed", "true", "People without an account may write to a user.");

  public static final Setting<Integer> VISITOR_MESSAGES_PER_CLIENT_HOUR =
      REGISTRY.number(
          "letterbox.visitors.per-client",
          "20",
          0,
          1_000_000,
          "How often in an hour visitors may write from one client, on one node. 0: no limit.");

  public static final Setting<Integer> VISITOR_MESSAGES_PER_ADDRESS_HOUR =
      REGISTRY.number(
          "letterbox.visitors.per-address",
          "10",
          0,
          1_000_000,
          "How often in an hour visitors may write with one e-mail address, on one node. 0: no"
              + " limit.");

  public static final Setting<String> CLIENT_ADDRESS_HEADER =
      REGISTRY.text(
          "letterbox.visitors.client-header",
          "",
          "Header in which the proxy in front tells the client's address, like `X-Forwarded-For`;"
              + " the last address in it counts. Empty: there is no proxy.");

  public static final Setting<String> VISITORS_SECRET =
      REGISTRY.add(
          "letterbox.visitors.secret",
          "",
          SettingParsers::parseSecret,
          "Key of the hash that stands for a visitor's address; the same on all nodes, at least 16"
              + " characters. Empty: a new one at each start.");

  public static final Setting<ModerationDefault> MODERATION_DEFAULT =
      REGISTRY.add(
          "letterbox.moderation.default",
          "accept",
          text -> SettingParsers.parseEnum(ModerationDefault.class, text),
          "What becomes of a message about which no auto-moderator has an opinion: `accept`,"
              + " `reject` or `pending` (a moderator decides).");

  public static final Setting<Integer> CLEANUP_DAYS =
      REGISTRY.number(
          "letterbox.cleanup.days",
          "30",
          1,
          36_500,
          "Messages that both sides deleted are removed after so many days.");

  public static final Setting<Optional<LocalTime>> MAINTENANCE_TIME =
      REGISTRY.add(
          "letterbox.maintenance.time",
          "03:30",
          SettingParsers::parseTimeOfDay,
          "When cleanup and checkup run each day, in UTC. Empty: never.");

  /** A way to log in. */
  public enum LoginMethod {
    BASIC,
    BEARER,
    SESSION
  }

  /** A style of paging. */
  public enum PagingStyle {
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
  public enum AnonymousAccess {
    REFUSE,
    EMPTY
  }

  private final String key;
  private final String defaultText;
  private final Function<String, T> parser;
  private final String description;

  Setting(String key, String defaultText, Function<String, T> parser, String description) {
    this.key = key;
    this.defaultText = defaultText;
    this.parser = parser;
    this.description = description;
  }

  /** All settings, in the order of their declaration. */
  public static List<Setting<?>> all() {
    return Stream.concat(REGISTRY.all(), NotificationSetting.all()).toList();
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
  boolean acceptsEmptyText() {
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
          "Setting " + key + ": " + e.getMessage() + describeUnlessSecret(text), e);
    }
  }

  /** This gets into the log: no secret, and no URL, which may hold a password anywhere. */
  private String describeUnlessSecret(String text) {
    boolean isSecret = key.endsWith(".secret") || key.endsWith(".url");
    return isSecret ? "" : ", but is \"" + text + "\"";
  }
}
