package dev.letterbox.modelbased.model;

import java.time.Instant;

/** The recipient's copy of a message. */
final class ModelDelivery extends ModelEntry {

  Instant readAt;
  Instant repliedAt;

  boolean isInInbox() {
    return isOpen() && !archived;
  }

  boolean isUnread() {
    return readAt == null;
  }
}
