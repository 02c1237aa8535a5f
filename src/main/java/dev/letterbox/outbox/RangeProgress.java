package dev.letterbox.outbox;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How far a worker has come in a range, and what of that he has not said yet. */
class RangeProgress {

  private final List<FailedAttempt> failures = new ArrayList<>();
  private String lastRecipient;
  private int uncheckpointed;

  /** Somebody has been told, or could not be. */
  void advance(String recipient, Optional<FailedAttempt> failure) {
    failure.ifPresent(failures::add);
    lastRecipient = recipient;
    uncheckpointed++;
  }

  /** How many there are of whom nothing was said. */
  int uncheckpointed() {
    return uncheckpointed;
  }

  String lastRecipient() {
    return lastRecipient;
  }

  /** Who could not be told, of those of whom nothing was said. */
  List<FailedAttempt> failures() {
    return failures;
  }

  boolean hasStarted() {
    return lastRecipient != null;
  }

  void markCheckpointed() {
    failures.clear();
    uncheckpointed = 0;
  }

  /** That range is over, in whichever way. */
  void reset() {
    markCheckpointed();
    lastRecipient = null;
  }
}
