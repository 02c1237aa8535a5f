package dev.letterbox.notification;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How far a worker has come in a range, and what of that he has not said yet. */
class Progress {

  private final List<Failed> failed = new ArrayList<>();
  private String upTo;
  private int unsaid;

  /** Somebody has been told, or could not be. */
  void told(String name, Optional<Failed> failure) {
    failure.ifPresent(failed::add);
    upTo = name;
    unsaid++;
  }

  /** How many there are of whom nothing was said. */
  int unsaid() {
    return unsaid;
  }

  String upTo() {
    return upTo;
  }

  /** Who could not be told, of those of whom nothing was said. */
  List<Failed> failed() {
    return failed;
  }

  boolean hasBegun() {
    return upTo != null;
  }

  void said() {
    failed.clear();
    unsaid = 0;
  }

  /** That range is over, in whichever way. */
  void end() {
    said();
    upTo = null;
  }
}
