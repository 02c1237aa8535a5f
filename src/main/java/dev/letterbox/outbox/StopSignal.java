package dev.letterbox.outbox;

/** Whether the server is about to stop. */
@FunctionalInterface
public interface StopSignal {
  boolean isStopping();
}
