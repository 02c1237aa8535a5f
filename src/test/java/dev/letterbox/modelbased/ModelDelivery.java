package dev.letterbox.modelbased;

import java.time.Instant;

/** How a message lies with one of its recipients. */
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
