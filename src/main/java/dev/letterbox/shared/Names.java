package dev.letterbox.shared;

/** Names under which the server finds what belongs to this application. */
public final class Names {

  public static final String DATA_SOURCE = "java:app/jdbc/letterbox";
  public static final String EXECUTOR = "java:app/concurrent/letterbox";

  private Names() {}
}
