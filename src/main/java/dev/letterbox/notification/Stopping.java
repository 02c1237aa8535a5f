package dev.letterbox.notification;

/** Whether the server is about to stop. */
@FunctionalInterface
interface Stopping {
  boolean isNear();
}
