package dev.letterbox.notification;

import dev.letterbox.message.MailboxesChanged;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Mailboxes that have changed and of which nobody has been told yet; never more than a few.
 *
 * <p>Safe for use by many threads.
 */
final class Changes {

  private static final MailboxesChanged NONE = MailboxesChanged.of(List.of());

  private final AtomicReference<MailboxesChanged> waiting = new AtomicReference<>(NONE);

  void add(MailboxesChanged changed) {
    waiting.accumulateAndGet(changed, MailboxesChanged::and);
  }

  /** All of them, which wait no longer. */
  MailboxesChanged take() {
    return waiting.getAndSet(NONE);
  }

  boolean isEmpty() {
    return waiting.get().isEmpty();
  }
}
