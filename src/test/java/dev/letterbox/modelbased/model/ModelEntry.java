package dev.letterbox.modelbased.model;

import java.time.Instant;

/** The copy of a message of one participant. */
class ModelEntry {

  boolean archived;
  Instant deletedAt;

  boolean isOpen() {
    return deletedAt == null;
  }
}
