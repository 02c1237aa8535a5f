package dev.letterbox.live;

import dev.letterbox.message.store.MailboxesChanged;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Mailboxes that have changed and of which nobody has been told yet; never more than a few.
 *
 * <p>Safe for use by many threads.
 */
final class PendingChanges {

  private static final MailboxesChanged NONE = MailboxesChanged.of(List.of());

  private final AtomicReference<MailboxesChanged> pending = new AtomicReference<>(NONE);

  void add(MailboxesChanged changed) {
    pending.accumulateAndGet(changed, MailboxesChanged::and);
  }

  /** All of them, which wait no longer. */
  MailboxesChanged takeAll() {
    return pending.getAndSet(NONE);
  }

  boolean isEmpty() {
    return pending.get().isEmpty();
  }
}
