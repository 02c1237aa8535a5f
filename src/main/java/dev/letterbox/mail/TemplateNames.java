package dev.letterbox.mail;

import dev.letterbox.api.notification.NotificationType;
import dev.letterbox.api.spi.Notification;
import dev.letterbox.shared.text.EnumNames;
import java.util.stream.Stream;

/** The names of templates: one for each notification type and recipient kind, and the digest. */
final class TemplateNames {

  static final String DIGEST = "digest";

  private static final String VISITOR_PREFIX = "visitor-";

  private TemplateNames() {}

  static String of(Notification notification) {
    return notification.isToVisitor()
        ? forVisitor(notification.type())
        : nameOf(notification.type());
  }

  static String forVisitor(NotificationType type) {
    return VISITOR_PREFIX + nameOf(type);
  }

  /** All names except the digest's. */
  static Stream<String> all() {
    return Stream.concat(
        Stream.of(NotificationType.values()).map(TemplateNames::nameOf),
        Stream.of(NotificationType.MESSAGE, NotificationType.REPLY, NotificationType.REJECTION)
            .map(TemplateNames::forVisitor));
  }

  static String nameOf(NotificationType type) {
    return EnumNames.of(type);
  }
}
