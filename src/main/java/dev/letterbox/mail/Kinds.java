package dev.letterbox.mail;

import dev.letterbox.api.NotificationLabel;
import dev.letterbox.api.spi.Notification;
import java.util.Locale;
import java.util.stream.Stream;

/** The kinds of mails, each with templates and texts of its own. */
final class Kinds {

  static final String DIGEST = "digest";

  private static final String TO_VISITOR = "visitor-";

  private Kinds() {}

  /** What tells one thing. */
  static String of(Notification notification) {
    return notification.isToVisitor()
        ? toVisitor(notification.label())
        : word(notification.label());
  }

  static String toVisitor(NotificationLabel label) {
    return TO_VISITOR + word(label);
  }

  /** Of all mails that tell one thing. */
  static Stream<String> all() {
    return Stream.concat(
        Stream.of(NotificationLabel.values()).map(Kinds::word),
        Stream.of(NotificationLabel.MESSAGE, NotificationLabel.REPLY, NotificationLabel.REJECTION)
            .map(Kinds::toVisitor));
  }

  static String word(NotificationLabel label) {
    return label.name().toLowerCase(Locale.ROOT);
  }
}
