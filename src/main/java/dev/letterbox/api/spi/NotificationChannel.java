package dev.letterbox.api.spi;

/**
 * A way to tell users that a message exists. All CDI beans of this type are told.
 *
 * <p>Threads and transactions: called after the commit of the message, on a managed thread, without
 * a transaction, by several threads at once. An exception is logged and keeps nobody else from
 * being told.
 */
public interface NotificationChannel {

  /** The name under which settings and logs speak of it; short, lower case. */
  String name();

  /** Tells one user of one message. */
  void deliver(Notification notification);
}
