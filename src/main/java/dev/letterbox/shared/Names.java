package dev.letterbox.shared;

/** Names that more than one room must spell alike. */
public final class Names {

  public static final String DATA_SOURCE = "java:app/jdbc/letterbox";
  public static final String EXECUTOR = "java:app/concurrent/letterbox";

  /** How a caller is asked to log in, as the header {@code WWW-Authenticate} says it. */
  public static final String BASIC_CHALLENGE = "Basic realm=\"Letterbox\", charset=\"UTF-8\"";

  public static final String BEARER_CHALLENGE = "Bearer realm=\"Letterbox\"";

  private Names() {}
}
