package dev.letterbox.modelbased;

/**
 * One step of a sequence.
 *
 * @param number its number, by which what it writes is called: {@code m7}, {@code m7b}
 * @param description what it does
 * @param operation does it, and answers what came of it
 */
record ModelStep(int number, String description, ModelOperation operation) {

  /** Something that can be done in each world. */
  @FunctionalInterface
  interface ModelOperation {
    String applyTo(MessagingSystem system);
  }

  @Override
  public String toString() {
    return number + ". " + description;
  }
}
