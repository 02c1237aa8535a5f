package dev.letterbox.model;

/**
 * One step of a sequence.
 *
 * @param number its number, by which what it writes is called: {@code m7}, {@code m7b}
 * @param text what it does
 * @param deed does it, and answers what came of it
 */
record Step(int number, String text, Deed deed) {

  /** Something that can be done in each world. */
  @FunctionalInterface
  interface Deed {
    String in(World world);
  }

  @Override
  public String toString() {
    return number + ". " + text;
  }
}
