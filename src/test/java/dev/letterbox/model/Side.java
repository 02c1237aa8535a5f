package dev.letterbox.model;

import java.time.Instant;

/** How a message lies with one of the two sides. */
class Side {

  boolean archived;
  Instant deletedAt;

  boolean isOpen() {
    return deletedAt == null;
  }
}
