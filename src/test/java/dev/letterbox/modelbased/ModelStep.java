package dev.letterbox.modelbased;

import dev.letterbox.modelbased.model.MessagingSystem;

/**
 * One step of a sequence.
 *
 * @param number number of the step, part of the names of its messages: {@code m7}, {@code m7b}
 * @param description description for failure reports
 * @param operation runs the step, and returns its result as text
 */
record ModelStep(int number, String description, ModelOperation operation) {

  /** An operation on the model or the real services. */
  @FunctionalInterface
  interface ModelOperation {
    String applyTo(MessagingSystem system);
  }

  @Override
  public String toString() {
    return number + ". " + description;
  }
}
