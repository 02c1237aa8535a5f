package dev.letterbox.mail;

import dev.letterbox.api.Kind;
import dev.letterbox.api.NotificationLabel;
import dev.letterbox.api.spi.Notification;
import dev.letterbox.api.spi.NotifiedMessage;
import dev.letterbox.api.spi.User;
import java.time.Instant;
import java.util.Set;

/** Something to tell. */
final class Samples {

  static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  private Samples() {}

  static NotifiedMessage message(String sender, String subject, String body, String reason) {
    return new NotifiedMessage(
        7,
        5,
        Kind.MESSAGE,
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

  static Notification toUser(NotificationLabel label, String language, NotifiedMessage message) {
    User bob = new User("bob", "Bob Brewer", "bob@example.org", true, language);
    return new Notification("7-message-1-abc", label, bob, bob.email(), message);
  }

  static Notification toVisitor(NotificationLabel label, NotifiedMessage message) {
    return new Notification("7-message-1-abc", label, null, "ann@example.org", message);
  }
}
