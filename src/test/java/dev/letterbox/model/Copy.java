package dev.letterbox.model;

import java.time.Instant;

/** How a message lies with one of its recipients. */
final class Copy extends Side {

  Instant readAt;
  Instant repliedAt;

  boolean isInInbox() {
    return isOpen() && !archived;
  }

  boolean isUnread() {
    return readAt == null;
  }
}
