package dev.letterbox.shared;

/** Names that more than one room must spell alike. */
public final class JndiNames {

  public static final String DATA_SOURCE = "java:app/jdbc/letterbox";
  public static final String EXECUTOR = "java:app/concurrent/letterbox";
  public static final String BACKGROUND_EXECUTOR = "java:app/concurrent/letterbox-background";
  public static final String OUTBOX_EXECUTOR = "java:app/concurrent/letterbox-outbox";
  public static final String WEBHOOK_EXECUTOR = "java:app/concurrent/letterbox-webhooks";

  /** The header by which a page shows that it may read what the session told it. */
  public static final String CSRF_HEADER = "X-CSRF-Token";

  private JndiNames() {}
}
