package dev.letterbox.mail;

import dev.letterbox.api.notification.NotificationType;
import dev.letterbox.api.spi.Notification;
import java.util.Locale;
import java.util.stream.Stream;

/** The kinds of mails, each with templates and texts of its own. */
final class TemplateNames {

  static final String DIGEST = "digest";

  private static final String VISITOR_PREFIX = "visitor-";

  private TemplateNames() {}

  /** What tells one thing. */
  static String of(Notification notification) {
    return notification.isToVisitor()
        ? forVisitor(notification.type())
        : nameOf(notification.type());
  }

  static String forVisitor(NotificationType label) {
    return VISITOR_PREFIX + nameOf(label);
  }

  /** Of all mails that tell one thing. */
  static Stream<String> all() {
    return Stream.concat(
        Stream.of(NotificationType.values()).map(TemplateNames::nameOf),
        Stream.of(NotificationType.MESSAGE, NotificationType.REPLY, NotificationType.REJECTION)
            .map(TemplateNames::forVisitor));
  }

  static String nameOf(NotificationType label) {
    return label.name().toLowerCase(Locale.ROOT);
  }
}
