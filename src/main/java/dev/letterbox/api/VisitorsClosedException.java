package dev.letterbox.api;

/** A visitor wants to write, and {@code letterbox.visitors.allowed} is off. */
public class VisitorsClosedException extends LetterboxException {

  private static final long serialVersionUID = 1L;

  public VisitorsClosedException() {
    super("Visitors can't write here");
  }
}
