package dev.letterbox.shared;

/** JNDI names of the resources that Letterbox defines. */
public final class JndiNames {

  public static final String DATA_SOURCE = "java:app/jdbc/letterbox";
  public static final String EXECUTOR = "java:app/concurrent/letterbox";
  public static final String BACKGROUND_EXECUTOR = "java:app/concurrent/letterbox-background";
  public static final String OUTBOX_EXECUTOR = "java:app/concurrent/letterbox-outbox";
  public static final String WEBHOOK_EXECUTOR = "java:app/concurrent/letterbox-webhooks";

  private JndiNames() {}
}
