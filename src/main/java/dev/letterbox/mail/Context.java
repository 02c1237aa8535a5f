package dev.letterbox.mail;

import static java.util.stream.Collectors.toMap;

import dev.letterbox.api.NotificationLabel;
import dev.letterbox.api.spi.Notification;
import dev.letterbox.api.spi.NotifiedMessage;
import dev.letterbox.api.spi.User;
import dev.letterbox.shared.LevelTags;
import java.net.URI;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What templates can show. Each name is always there, with an empty text or {@code false} for what
 * there is not, so that a name which is not there is an error in the template.
 */
final class Context {

  /** So much of a message goes into a mail to a user, who can read all of it in the inbox. */
  private static final int MOST_CHARACTERS = 2_000;

  private final Site site;
  private final LevelTags levelTags;

  Context(Site site, LevelTags levelTags) {
    this.site = site;
    this.levelTags = levelTags;
  }

  /** Of one notification. */
  Map<String, Object> of(Notification notification, Optional<URI> unsubscribe, Locale locale) {
    NotifiedMessage message = notification.message();
    Map<String, Object> context = general(notification.recipient());
    context.put(
        "action", notification.label() == NotificationLabel.REJECTION ? "rejection" : "acceptance");
    context.put("message", message(message, !notification.isToVisitor(), locale));
    context.put(
        "links",
        Map.of(
            "inbox",
            site.inbox(),
            "conversation",
            site.conversation(message.thread()),
            "unsubscribe",
            text(unsubscribe)));
    return context;
  }

  private static String text(Optional<URI> link) {
    return link.map(URI::toString).orElse("");
  }

  /** Of several, for one user. */
  Map<String, Object> of(
      List<Notification> notifications, Optional<URI> unsubscribe, Locale locale) {
    Map<String, Object> context = general(notifications.get(0).recipient());
    context.put("action", "digest");
    context.put("count", notifications.size());
    context.put("links", Map.of("inbox", site.inbox(), "unsubscribe", text(unsubscribe)));
    context.put(
        "messages",
        notifications.stream().map(notification -> entry(notification, locale)).toList());
    return context;
  }

  private Map<String, Object> entry(Notification notification, Locale locale) {
    Map<String, Object> entry = message(notification.message(), true, locale);
    entry.put(
        "is",
        Stream.of(NotificationLabel.values())
            .collect(toMap(Kinds::word, label -> label == notification.label())));
    return entry;
  }

  private Map<String, Object> general(User recipient) {
    Map<String, Object> context = new HashMap<>();
    context.put("site", site.toMap());
    context.put(
        "recipient",
        Map.of(
            "name",
            recipient == null ? "" : recipient.name(),
            "displayName",
            recipient == null ? "" : plain(recipient.displayName())));
    return context;
  }

  private Map<String, Object> message(NotifiedMessage message, boolean shorten, Locale locale) {
    String body = plain(message.body());
    boolean tooLong = shorten && body.codePointCount(0, body.length()) > MOST_CHARACTERS;
    String shown =
        tooLong ? body.substring(0, body.offsetByCodePoints(0, MOST_CHARACTERS)) + "…" : body;
    Map<String, Object> map = new HashMap<>();
    map.put("id", message.id());
    map.put("thread", message.thread());
    map.put("link", site.conversation(message.thread()));
    map.put("sender", message.sender() == null ? "" : message.sender());
    map.put("senderName", HeaderText.of(message.senderName()));
    map.put("subject", message.subject() == null ? "" : HeaderText.of(message.subject()));
    map.put("body", shown);
    map.put("lines", shown.isEmpty() ? List.of() : shown.lines().toList());
    map.put("level", message.level());
    map.put("levelTag", levelTags.nameOf(message.level()));
    map.put("tags", List.copyOf(message.tags()));
    map.put("view", message.view());
    map.put("sentAt", time(message, locale));
    map.put("reason", message.reason() == null ? "" : HeaderText.of(message.reason()));
    return map;
  }

  private static String time(NotifiedMessage message, Locale locale) {
    return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.LONG, FormatStyle.SHORT)
            .withLocale(locale)
            .format(message.sentAt().atOffset(ZoneOffset.UTC))
        + " UTC";
  }

  /** Without the characters that a text has no use for. */
  private static String plain(String text) {
    StringBuilder plain = new StringBuilder(text.length());
    text.lines()
        .forEach(
            line -> {
              line.codePoints()
                  .filter(point -> point == '\t' || !isControl(point))
                  .forEach(plain::appendCodePoint);
              plain.append('\n');
            });
    return plain.toString().stripTrailing();
  }

  private static boolean isControl(int point) {
    int type = Character.getType(point);
    return type == Character.CONTROL || type == Character.SURROGATE;
  }
}
