package dev.letterbox.mail;

import static java.util.stream.Collectors.toMap;

import dev.letterbox.api.notification.NotificationType;
import dev.letterbox.api.spi.MessageSnapshot;
import dev.letterbox.api.spi.Notification;
import dev.letterbox.api.spi.User;
import dev.letterbox.shared.config.LevelTags;
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
 * Builds the values that templates show. Every documented name has a value, empty or {@code false}
 * if there is nothing to show, so an unknown name is an error in the template.
 */
final class TemplateModel {

  /** In characters. Longer bodies are truncated in e-mails to users, not to visitors. */
  private static final int MAX_BODY_LENGTH = 2_000;

  private final Site site;
  private final LevelTags levelTags;

  TemplateModel(Site site, LevelTags levelTags) {
    this.site = site;
    this.levelTags = levelTags;
  }

  /** The values for a single notification. */
  Map<String, Object> of(Notification notification, Optional<URI> unsubscribeLink, Locale locale) {
    MessageSnapshot message = notification.message();
    Map<String, Object> model = commonModel(notification.recipient());
    model.put(
        "action", notification.type() == NotificationType.REJECTION ? "rejection" : "acceptance");
    model.put("message", messageModel(message, !notification.isToVisitor(), locale));
    model.put(
        "links",
        Map.of(
            "inbox",
            site.inboxLink(),
            "conversation",
            site.conversationLink(message.thread()),
            "unsubscribe",
            linkText(unsubscribeLink)));
    return model;
  }

  private static String linkText(Optional<URI> link) {
    return link.map(URI::toString).orElse("");
  }

  /** The values for a digest: several notifications for one user. */
  Map<String, Object> of(
      List<Notification> notifications, Optional<URI> unsubscribeLink, Locale locale) {
    Map<String, Object> model = commonModel(notifications.get(0).recipient());
    model.put("action", "digest");
    model.put("count", notifications.size());
    model.put("links", Map.of("inbox", site.inboxLink(), "unsubscribe", linkText(unsubscribeLink)));
    model.put(
        "messages",
        notifications.stream().map(notification -> digestEntry(notification, locale)).toList());
    return model;
  }

  private Map<String, Object> digestEntry(Notification notification, Locale locale) {
    Map<String, Object> entry = messageModel(notification.message(), true, locale);
    entry.put(
        "is",
        Stream.of(NotificationType.values())
            .collect(toMap(TemplateNames::nameOf, type -> type == notification.type())));
    return entry;
  }

  private Map<String, Object> commonModel(User recipient) {
    Map<String, Object> model = new HashMap<>();
    model.put("site", site.toMap());
    model.put(
        "recipient",
        Map.of(
            "name",
            recipient == null ? "" : recipient.name(),
            "displayName",
            recipient == null ? "" : withoutControlCharacters(recipient.displayName())));
    return model;
  }

  private Map<String, Object> messageModel(
      MessageSnapshot message, boolean shorten, Locale locale) {
    String body = withoutControlCharacters(message.body());
    boolean isTooLong = shorten && body.codePointCount(0, body.length()) > MAX_BODY_LENGTH;
    String displayedBody =
        isTooLong ? body.substring(0, body.offsetByCodePoints(0, MAX_BODY_LENGTH)) + "…" : body;
    Map<String, Object> map = new HashMap<>();
    map.put("id", message.id());
    map.put("thread", message.thread());
    map.put("link", site.conversationLink(message.thread()));
    map.put("sender", message.sender() == null ? "" : message.sender());
    map.put("senderName", HeaderSanitizer.sanitize(message.senderName()));
    map.put(
        "subject", message.subject() == null ? "" : HeaderSanitizer.sanitize(message.subject()));
    map.put("body", displayedBody);
    map.put("lines", displayedBody.isEmpty() ? List.of() : displayedBody.lines().toList());
    map.put("level", message.level());
    map.put("levelTag", levelTags.nameOf(message.level()));
    map.put("tags", List.copyOf(message.tags()));
    map.put("view", message.view());
    map.put("sentAt", formatTime(message, locale));
    map.put("reason", message.reason() == null ? "" : HeaderSanitizer.sanitize(message.reason()));
    return map;
  }

  private static String formatTime(MessageSnapshot message, Locale locale) {
    return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.LONG, FormatStyle.SHORT)
            .withLocale(locale)
            .format(message.sentAt().atOffset(ZoneOffset.UTC))
        + " UTC";
  }

  /** Removes control characters except tabs and line breaks. */
  private static String withoutControlCharacters(String text) {
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
