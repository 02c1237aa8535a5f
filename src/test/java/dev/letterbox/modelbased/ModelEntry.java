package dev.letterbox.modelbased;

import java.time.Instant;

/** How a message lies with one of the two sides. */
class ModelEntry {

  boolean archived;
  Instant deletedAt;

  boolean isOpen() {
    return deletedAt == null;
  }
}
