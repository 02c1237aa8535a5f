package dev.letterbox.api;

/** A visitor wants to write, and {@code letterbox.visitors.allowed} is off. */
public class VisitorMessagesDisabledException extends LetterboxException {

  private static final long serialVersionUID = 1L;

  public VisitorMessagesDisabledException() {
    super("Visitors can't write here");
  }
}
