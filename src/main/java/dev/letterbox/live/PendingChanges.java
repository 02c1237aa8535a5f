package dev.letterbox.live;

import dev.letterbox.message.store.MailboxesChanged;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Changed mailboxes that are not published yet; above a limit of names they mean any owner.
 *
 * <p>Safe for use by many threads.
 */
final class PendingChanges {

  private static final MailboxesChanged NONE = MailboxesChanged.of(List.of());

  private final AtomicReference<MailboxesChanged> pending = new AtomicReference<>(NONE);

  void add(MailboxesChanged changed) {
    pending.accumulateAndGet(changed, MailboxesChanged::and);
  }

  /** Returns and removes all of them. */
  MailboxesChanged takeAll() {
    return pending.getAndSet(NONE);
  }

  boolean isEmpty() {
    return pending.get().isEmpty();
  }
}
