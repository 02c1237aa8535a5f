package dev.letterbox.mail;

import dev.letterbox.api.MessageKind;
import dev.letterbox.api.notification.NotificationType;
import dev.letterbox.api.spi.MessageSnapshot;
import dev.letterbox.api.spi.Notification;
import dev.letterbox.api.spi.User;
import java.time.Instant;
import java.util.Set;

/** Notifications for unit tests. */
final class SampleNotifications {

  static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  private SampleNotifications() {}

  static MessageSnapshot message(String sender, String subject, String body, String reason) {
    return new MessageSnapshot(
        7,
        5,
        MessageKind.MESSAGE,
        sender.isEmpty() ? null : "alice",
        sender,
        subject,
        body,
        20,
        Set.of("a"),
        "demo",
        NOON,
        reason);
  }

  static Notification forUser(NotificationType type, String language, MessageSnapshot message) {
    User bob = new User("bob", "Bob Brewer", "bob@example.org", true, language);
    return new Notification("7-message-1-abc", type, bob, bob.email(), message);
  }

  static Notification forVisitor(NotificationType type, MessageSnapshot message) {
    return new Notification("7-message-1-abc", type, null, "ann@example.org", message);
  }
}
